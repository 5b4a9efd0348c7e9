import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../diagnostic.js';
import { carryOver } from './carry.js';

const text = 'one\ntwo\nthree\nfour\n';
const on = (line: number): Diagnostic => ({
  code: 'TLP350',
  severity: 'error',
  message: '',
  remedy: '',
  range: { line, column: 1, endLine: line, endColumn: 4 },
});

describe('a diagnostic of the second and of the fourth line', () => {
  test.each([
    ['nothing', text, [2, 4]],
    ['a line above', `zero\n${text}`, [3, 5]],
    ['a line between', text.replace('three', 'and\nthree'), [2, 5]],
    ['a line between that goes', text.replace('three\n', ''), [2, 3]],
    ['the second line', text.replace('two', 'tow'), [4]],
    ['the end', `${text}five`, [2, 4]],
    ['all of it', '', []],
  ])('after an edit of %s', (_, edited, lines) => {
    expect(carryOver([on(2), on(4)], text, edited).map(({ range }) => range?.line)).toEqual(lines);
  });
});
