import { expect, test } from 'vitest';
import { bytesSource } from '../protobuf/source.js';
import { labelsAt } from './completion/testing.js';
import type { EditorFiles } from './files.js';
import { noFiles } from './files.js';
import { hover } from './hover.js';
import { sceneOf } from './testing.js';

const glove = 'the 0.5 0.25 1\n. 1 2 3\ngood 1 2 3\n';
const files: EditorFiles = {
  ...noFiles,
  complete: true,
  open: (uri) => (uri.endsWith('/glove.txt') ? bytesSource(new TextEncoder().encode(glove)) : undefined),
  stamp: () => glove,
  list: () => ['glove.txt', 'words.vec', 'vectors.bin', 'data.csv'].map((name) => ({ name, folder: false })),
};

const pipeline = (backbone: string, freeze = 'all') =>
  `pipeline a {\n  backbone ${backbone}\n  schedule {\n    phase b {\n      freeze: ${freeze}\n    }\n  }\n}\n`;

test('files of vectors are offered, how they are read, and their block', () => {
  expect(labelsAt(pipeline('vectors("$0")'), { files })).toEqual(['glove.txt', 'vectors.bin', 'words.vec']);
  expect(labelsAt(pipeline('vectors("glove.txt", $0)'), { files })).toEqual(
    expect.arrayContaining(['words:', 'case:', 'split:']),
  );
  expect(labelsAt(pipeline('vectors("glove.txt", split: $0)'), { files })).toEqual(
    expect.arrayContaining(['treebank', 'punctuation', 'words']),
  );
  expect(labelsAt(pipeline('vectors("glove.txt", words: 5)', '..$0'), { files })).toEqual(['embeddings']);
});

test.each([
  ['$0vectors("glove.txt")', /GloVe text, 3 numbers a word; a model keeps at most 20,000 words/],
  ['$0vectors("glove.txt")', /Parameters: at most 60,006 in 1 layer/],
  ['$0vectors("glove.txt")', /Texts: divided into words \(`split: punctuation`\), lower-cased/],
])('hover over %s tells %s', (backbone, told) => {
  const scene = sceneOf(pipeline(backbone), { files });
  expect(JSON.stringify(hover.answer(scene, scene.params)?.contents)).toMatch(told);
});

test('a file that is none is told with its reason', () => {
  const scene = sceneOf(pipeline('vectors("data.csv")$0'), {
    files: { ...files, open: () => bytesSource(new TextEncoder().encode('a,b\n1,2\n')) },
  });
  const [invalid] = scene.snapshot.analysis.diagnostics.filter(({ code }) => code === 'TLP209');
  expect(invalid?.message).toContain('it has no vectors of words in a form that is read');
});
