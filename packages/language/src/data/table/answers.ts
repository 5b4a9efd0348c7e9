/** What the cells of a row say of its example. */

import { sameSpelling } from '../spelling.js';
import type { TableAnswer } from './answer.js';
import { flagOf, isEmpty, listOf, numberOf, textOf, wordsOf } from './cells.js';
import type { ProblemKind } from './problems.js';
import type { Cell } from './table.js';

export type Answer =
  /** Classes: one, or any number of them. */
  | { readonly names: readonly string[] }
  | { readonly numbers: readonly number[] }
  /** A class for each word, in their order. */
  | { readonly sequence: readonly string[] }
  | { readonly wrong: ProblemKind; readonly at: number };

/**
 * @param cells of the columns that are named, in their order
 * @param names of these columns
 */
export function answerOf(kind: TableAnswer, cells: readonly Cell[], names: readonly string[]): Answer {
  const [first = ''] = cells;
  switch (kind.kind) {
    case 'label': {
      const parts = typeof first === 'object' ? listOf(first, '') : [textOf(first)];
      if (parts.length > 1) return { wrong: 'list', at: 0 };
      return isEmpty(first) || parts.length === 0
        ? { wrong: 'empty', at: 0 }
        : { names: parts.map(sameSpelling) };
    }
    case 'labels':
      return { names: listOf(first, kind.separator).map(sameSpelling) };
    case 'next':
      return { numbers: [] };
    case 'tags':
      return { sequence: wordsOf(first) };
    case 'flags': {
      const flags = cells.map(flagOf);
      const at = flags.indexOf(undefined);
      if (at >= 0) return { wrong: isEmpty(cells[at] ?? '') ? 'empty' : 'no-flag', at };
      return { names: names.filter((_, index) => flags[index]) };
    }
    case 'target': {
      const numbers = cells.map(numberOf);
      const at = numbers.indexOf(undefined);
      if (at >= 0) return { wrong: isEmpty(cells[at] ?? '') ? 'empty' : 'no-number', at };
      return { numbers: numbers.filter((number) => number !== undefined) };
    }
  }
}

/** The same classes or numbers, in any order of the classes. */
export function sameAnswer(a: Answer, b: Answer): boolean {
  const plain = (answer: Answer): string => {
    if ('names' in answer) return JSON.stringify([...answer.names].sort());
    if ('sequence' in answer) return JSON.stringify(answer.sequence);
    return JSON.stringify('numbers' in answer ? answer.numbers : []);
  };
  return plain(a) === plain(b);
}
