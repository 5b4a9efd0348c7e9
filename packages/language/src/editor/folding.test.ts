import { expect, test } from 'vitest';
import { folding } from './folding.js';
import { sceneOf } from './testing.js';

const foldsOf = (text: string) => {
  const scene = sceneOf(text);
  return folding.answer(scene, scene.params);
};

test('blocks fold up to the line of their closing brace, comments whole, in a broken text too', () => {
  expect(foldsOf('/**\n * Flowers.\n */\npipeline p {\n  head {\n    pool\n  }\n  data (')).toEqual([
    { startLine: 0, endLine: 2, kind: 'comment' },
    { startLine: 4, endLine: 5 },
  ]);
});

test.each([
  ['imports', 'import "a.tlp"\nimport "b.tlp"\nlet a = 1', [{ startLine: 0, endLine: 1, kind: 'imports' }]],
  ['one import', 'import "a.tlp"\nlet a = 1', []],
  [
    'comments of one line that follow each other',
    '// a\n// b\n\nlet a = 1 // c\n// d',
    [{ startLine: 0, endLine: 1, kind: 'comment' }],
  ],
  [
    'regions',
    '// #region data\nlet a = 1\n// #endregion\nlet b = 2',
    [{ startLine: 0, endLine: 2, kind: 'region' }],
  ],
  ['a block of one line', 'pipeline p { head { pool } }', []],
])('%s', (_, text, expected) => {
  expect(foldsOf(text)).toEqual(expected);
});
