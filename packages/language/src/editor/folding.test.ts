import { expect, test } from 'vitest';
import { folding } from './folding.js';
import { sceneOf } from './testing.js';

test('blocks fold up to the line of their closing brace, comments whole, in a broken text too', () => {
  const scene = sceneOf('/**\n * Flowers.\n */\npipeline p {\n  head {\n    pool\n  }\n  data (');
  expect(folding.answer(scene, scene.params)).toEqual([
    { startLine: 0, endLine: 2, kind: 'comment' },
    { startLine: 4, endLine: 5 },
  ]);
});
