/** What a pipeline expects, met or missed, as `tlp run` and `tlp evaluate` end with it. */
import { expectationText, type JudgedExpectation, valueText } from '@tlp/language/run/expectations.js';
import type { Status } from './command.js';
import type { Colors } from './output.js';

/** A line each; empty where nothing is expected. */
export function expectationsText(expectations: readonly JudgedExpectation[] = [], c: Colors): string {
  if (expectations.length === 0) return '';
  const texts = expectations.map(expectationText);
  const width = Math.max(...texts.map((text) => text.length));
  const lines = expectations.map((one, i) => {
    const verdict = one.met ? c.green('met   ') : c.red('missed');
    return `${verdict}  ${texts[i]!.padEnd(width)}  ${valueText(one)}\n`;
  });
  return `${lines.join('')}\n`;
}

/** 3 where one is missed. */
export const exitOf = (expectations: readonly JudgedExpectation[] = []): Status =>
  expectations.every(({ met }) => met) ? 0 : 3;
