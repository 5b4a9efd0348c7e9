/** How a phase was solved, for people. */
import type { Noun } from '../modalities/noun.js';
import { numberText } from '../number-text.js';
import { count } from '../quantities.js';
import { solverText } from '../schema/solvers.js';
import type { SolvedRecord } from './events.js';

/** `solved by ridge(l2: 300), the best of 9 strengths on the validation images; temperature 0.0812`. */
export function solvedText({ by, tried, temperature }: SolvedRecord, noun: Noun): string {
  const used = by.kind === 'lda' && by.shrinkage !== null ? { ...by, shrinkage: rounded(by.shrinkage) } : by;
  const chosen = tried > 0 ? `, the best of ${count(tried)} strengths on the validation ${noun.many}` : '';
  const calibrated = temperature === null ? '' : `; temperature ${numberText(rounded(temperature))}`;
  return `solved by ${solverText(used)}${chosen}${calibrated}`;
}

const rounded = (value: number): number => Number(value.toPrecision(3));
