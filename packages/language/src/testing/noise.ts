/** For tests: what a slip of the hand or another language leaves in a text, and what tries a reader's patience. */
import fc from 'fast-check';

const brackets = ['{', '}', '(', ')'];
const signs = [':', ',', '..', '.', '=', '-', '%', 'px', '1e', '"', "'", '“', '/*', '*/', '//'];
const whites = ['\n', '\r\n', '\t', '\t\r\n'];
const odd = ['\u0000', '\ud800', '\u202e', '€', '😀'];
const words = ['pipeline', 'phase', 'freeze', 'extends', 'constructor', '999999999999999999999'];
const starts = [
  'freeze: all',
  'all except',
  'first(',
  'let a = a',
  'env(',
  'import "x',
  '__proto__: 1',
  'toString(1)',
];

export const noise: fc.Arbitrary<string> = fc.constantFrom(
  ...brackets,
  ...signs,
  ...whites,
  ...odd,
  ...words,
  ...starts,
);
