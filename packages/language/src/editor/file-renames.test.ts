import { expect, test } from 'vitest';
import { fileRenames } from './file-renames.js';
import { sceneOf } from './testing.js';

const work = 'file:///work';

test.each([
  [
    'a file that is imported',
    `${work}/base.tlp`,
    `${work}/shared/root.tlp`,
    { 'test.tlp': ['"shared/root.tlp"'] },
  ],
  [
    'a file that imports',
    `${work}/test.tlp`,
    `${work}/pets/test.tlp`,
    { 'test.tlp': ['"../base.tlp"', '"../own parts/a.tlp"'] },
  ],
  ['a folder', `${work}/own%20parts`, `${work}/parts`, { 'test.tlp': ['"parts/a.tlp"'] }],
  ['all together', work, 'file:///elsewhere', {}],
  ['something else', `${work}/images`, `${work}/data`, {}],
])('imports follow %s', (_, oldUri, newUri, expected) => {
  const others = { [`${work}/base.tlp`]: 'let a = 1', [`${work}/own parts/a.tlp`]: 'let b = 2' };
  const scene = sceneOf('import "base.tlp"\nimport "own parts/a.tlp"\n', { others });
  const { changes = {} } = fileRenames.answerAll(scene, { files: [{ oldUri, newUri }] });
  const texts = Object.entries(changes).map(([uri, edits]) => [
    uri.split('/').at(-1),
    edits.map(({ newText }) => newText),
  ]);
  expect(Object.fromEntries(texts)).toEqual(expected);
});
