import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fileRenames } from './file-renames.js';
import { sceneOf } from './testing.js';

const work = 'file:///work';

test.each([
  [
    'a file that is imported',
    `${work}/base.tlp`,
    `${work}/shared/root.tlp`,
    { 'test.tlp': ['shared/root.tlp'] },
  ],
  [
    'a file that imports',
    `${work}/test.tlp`,
    `${work}/pets/test.tlp`,
    { 'test.tlp': ['../base.tlp', '../own parts/a.tlp'] },
  ],
  ['a folder', `${work}/own%20parts`, `${work}/parts`, { 'test.tlp': ['parts/a.tlp'] }],
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

const pipeline = (changes: { data?: string; weights?: string; split?: string; top?: string }) => {
  const {
    data = '"photos"',
    weights = 'imagenet',
    split = 'random(train: 80%, test: 20%)',
    top = '',
  } = changes;
  return `${top}pipeline p {
  backbone resnet18 {
    weights: ${weights}
  }
  data images(${data}) {
    split: ${split}
  }
}
`;
};

const renamed = (oldUri: string, newUri: string) => ({ files: [{ oldUri, newUri }] });

/** The text after the rename. */
function after(text: string, oldUri: string, newUri: string, others = {}): string {
  const scene = sceneOf(text, { others });
  const { changes = {} } = fileRenames.answerAll(scene, renamed(oldUri, newUri));
  return TextDocument.applyEdits(scene.snapshot.text, changes[`${work}/test.tlp`] ?? []);
}

const folders = 'folders(train: "train", test: "test")';

test.each<[string, string, string, Parameters<typeof pipeline>[0], Parameters<typeof pipeline>[0]]>([
  ['the data folder', 'photos', 'images/photos', {}, { data: '"images/photos"' }],
  ['a folder above the data', 'data', 'raw', { data: '"data/photos/"' }, { data: '"raw/photos/"' }],
  ['the text', 'test.tlp', 'pipelines/test.tlp', {}, { data: '"../photos"' }],
  [
    'the text, whose path says that it is relative',
    'photos',
    'images',
    { data: '"./photos"' },
    { data: '"./images"' },
  ],
  ['the weights', 'wt/a.pth', 'wt/b.pth', { weights: 'file("wt/a.pth")' }, { weights: 'file("wt/b.pth")' }],
  ['weights as a text', 'wt', 'weights', { weights: '"wt/a.pth"' }, { weights: '"weights/a.pth"' }],
  [
    'a folder of a split',
    'photos/train',
    'photos/training',
    { split: folders },
    { split: 'folders(train: "training", test: "test")' },
  ],
  [
    'the data folder with those of a split',
    'photos',
    'images',
    { split: folders },
    { data: '"images"', split: folders },
  ],
  ['an absolute path', 'photos', 'images', { data: '"/work/photos"' }, { data: '"/work/images"' }],
  [
    'the text with an absolute path',
    'test.tlp',
    'a/test.tlp',
    { data: '"/work/photos"' },
    { data: '"/work/photos"' },
  ],
  [
    'a `let` that stands for the data',
    'photos',
    'images',
    { top: 'let where = "photos"\n', data: 'where' },
    { top: 'let where = "images"\n', data: 'where' },
  ],
  [
    'a `let` that stands for no path',
    'photos',
    'images',
    { top: 'let where = "photos"\n' },
    { top: 'let where = "photos"\n', data: '"images"' },
  ],
  ['something else', 'other', 'another', {}, {}],
])('data and weights follow %s', (_, from, to, before, expected) => {
  expect(after(pipeline(before), `${work}/${from}`, `${work}/${to}`)).toBe(pipeline(expected));
});

test('a `let` of another text is changed there, once', () => {
  const others = { [`${work}/base.tlp`]: 'let where = "photos"\n' };
  const text = `import "base.tlp"\n${pipeline({ data: 'where' })}${pipeline({ data: 'where' }).replace('p {', 'q {')}`;
  const scene = sceneOf(text, { others });
  const { changes = {} } = fileRenames.answerAll(scene, renamed(`${work}/photos`, `${work}/images`));
  expect(Object.keys(changes)).toEqual([`${work}/base.tlp`]);
  expect(changes[`${work}/base.tlp`]!.map(({ newText }) => newText)).toEqual(['images']);
});
