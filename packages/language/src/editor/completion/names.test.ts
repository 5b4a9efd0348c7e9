import { describe, expect, test } from 'vitest';
import type { FileEntry } from '../../files.js';
import type { EditorFiles } from '../files.js';
import { accepted, labelsAt } from './testing.js';

const folders: Readonly<Record<string, readonly FileEntry[]>> = {
  '/work': [
    { name: 'notes.txt', folder: false },
    { name: 'shared.tlp', folder: false },
    { name: 'test.tlp', folder: false },
    { name: 'weights', folder: true },
    { name: 'data', folder: true },
    { name: '.git', folder: true },
  ],
  '/work/weights': [
    { name: 'readme.md', folder: false },
    { name: 'resnet18.pth', folder: false },
    { name: 'last.ckpt', folder: false },
    { name: 'pytorch_model.BIN', folder: false },
    { name: 'best.pth.tar', folder: false },
    { name: 'images.tar', folder: false },
    { name: 'model.tflite', folder: false },
  ],
  '/work/data': [
    { name: 'emoji', folder: true },
    { name: 'emoji.zip', folder: false },
  ],
  '/work/data/emoji': [
    { name: 'train', folder: true },
    { name: 'test', folder: true },
  ],
};

const files: EditorFiles = {
  read: () => undefined,
  head: () => undefined,
  list: (uri) => folders[new URL(uri).pathname.replace(/(?<=.)\/$/, '')],
  complete: true,
};

describe('paths', () => {
  test.each([
    ['pipeline a { data images("$0', ['data/', 'weights/']],
    ['pipeline a { data images("$0")', ['data/', 'weights/']],
    ['pipeline a { data images("data/$0")', ['emoji/']],
    ['pipeline a { data images("data/em$0oji")', ['emoji/']],
    ['pipeline a { data images($0)', ['"data/"', '"weights/"', 'path:', 'env']],
    ['pipeline a { data images(env("DATA", "data/$0"))', ['emoji/']],
    [
      'pipeline a { backbone b { weights: file("weights/$0")',
      ['best.pth.tar', 'last.ckpt', 'pytorch_model.BIN', 'resnet18.pth'],
    ],
    ['pipeline a { backbone b { weights: run("$0")', ['weights/', 'data/']],
    ['pipeline a { backbone b { weights: run("data/$0")', ['emoji/']],
    ['pipeline a { backbone b { weights: "$0"', ['data/', 'weights/']],
    ['pipeline a { data images("data/emoji") { split: folders(train: "$0")', ['train/', 'test/']],
    ['pipeline a { data images("data/emoji") { split: folders(test: "$0")', ['test/', 'train/']],
    ['pipeline a { data images("data/emoji") { split: folders("$0")', ['train/', 'test/']],
    ['import "$0"', ['data/', 'weights/', 'shared.tlp']],
    ['import $0', ['"data/"', '"weights/"', '"shared.tlp"']],
  ])('%j', (text, labels) => {
    expect(labelsAt(text, { files })).toEqual(labels);
  });

  test.each([
    ['data images("da$0', 'data/', 'data images("data/'],
    ['data images("wei$0/emoji")', 'data/', 'data images("data/emoji")'],
    ['data images("data/$0")', 'emoji/', 'data images("data/emoji/")'],
  ])('%j with `%s`', (text, label, result) => {
    expect(accepted(`pipeline a { ${text}`, label, { files })).toBe(`pipeline a { ${result}`);
  });

  test('no folder is looked into where the user does not want it', () => {
    const settings = { lookAtData: false };
    expect(labelsAt('pipeline a { data images("$0', { files, settings })).toEqual([]);
  });
});

describe('names', () => {
  const shared = 'let few = 3\nabstract pipeline common {\n  let side = 96px\n}';
  const others = { 'file:///work/shared.tlp': shared };

  test('a `let` is offered where its value fits', () => {
    const lets = 'let side = 96px\nlet share = 10%\nlet best = adam\nlet from = env("X")\n';
    const names = (line: string) =>
      labelsAt(`${lets}pipeline a {\n  ${line}`).filter((label) => lets.includes(`let ${label} `));
    expect(names('backbone b { input: $0')).toEqual(['side', 'from']);
    expect(names('schedule { phase c { label_smoothing: $0')).toEqual(['share', 'from']);
    expect(names('schedule { phase c { optimizer: $0')).toEqual(['best', 'from']);
  });

  test('it is not offered to itself, and hides one of its name', () => {
    expect(labelsAt('let a = 1\nlet b = $0')).toContain('a');
    expect(labelsAt('let a = 1\nlet b = $0')).not.toContain('b');
    const hidden = labelsAt('let a = 1\npipeline p { let a = 2 schedule { phase q { epochs: $0');
    expect(hidden.filter((label) => label === 'a')).toHaveLength(1);
  });

  test('imported files and what is extended bring theirs', () => {
    const text = 'import "shared.tlp"\npipeline a extends common {\n  ';
    expect(labelsAt(`${text}schedule { phase b { epochs: $0`, { others })).toContain('few');
    expect(labelsAt(`${text}backbone { input: $0`, { others })).toContain('side');
  });

  test('the value of a `let` is of the kind of its use', () => {
    expect(labelsAt('let o = $0\npipeline a { schedule { phase b { batch_norm: o } } }')).toEqual([
      'frozen',
      'train',
      'env',
    ]);
  });

  test.each([
    ['pipeline a extends $0', ['common']],
    ['pipeline b {\n}\npipeline a extends $0 {\n}', ['b', 'common']],
    ['pipeline a $0', ['extends']],
    ['pipeline a extends com$0mon {', ['common']],
  ])('what may be extended: %j', (text, labels) => {
    expect(labelsAt(`import "shared.tlp"\n${text}`, { others }).toSorted()).toEqual(labels);
  });
});

test('the phases of what is extended are offered to be changed', () => {
  const base = 'pipeline base {\n  schedule {\n    phase head {\n    }\n    phase tune {\n    }\n  }\n}\n';
  const text = `${base}pipeline a extends base {\n  schedule {\n    phase tune {\n    }\n    phase $0`;
  expect(labelsAt(text)).toEqual(['head']);
});
