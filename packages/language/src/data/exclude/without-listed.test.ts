import { describe, expect, it } from 'vitest';
import type { Data, Labels, Split } from '../../resolve/pipeline.js';
import { memoryFiles } from '../../testing/memory-files.js';
import { sizeOf } from '../counts.js';
import { editorBudget, lookAtFolder } from '../look.js';
import type { ExcludeRead } from './found.js';

const folders: Split = {
  kind: 'folders',
  train: 'train',
  validation: null,
  test: 'test',
  validationFraction: 0,
};
const byTable: Labels = {
  kind: 'table',
  path: '/work/labels.csv',
  file: 'file',
  task: 'classification',
  answer: { kind: 'label', column: 'kind' },
};

const images = ['train/rose', 'train/tulip', 'test/rose', 'test/tulip'].flatMap((folder) =>
  Array.from({ length: 6 }, (_, i) => `${folder}/${i}.jpg`),
);
const labels = images.map((image) => `${image},${image.includes('rose') ? 'rose' : 'tulip'}\n`).join('');

const dataOf = (labelled: Labels, exclude = '/work/cleaned.csv'): Data => ({
  kind: 'images',
  path: '/work/photos',
  labels: labelled,
  split: folders,
  exclude,
  batch: 4,
  balance: 'none',
  splitSeed: 0,
});

function look(list: string | undefined, labelled: Labels = { kind: 'folder' }) {
  const files = memoryFiles({
    ...Object.fromEntries(images.map((image) => [`/work/photos/${image}`, ''])),
    '/work/labels.csv': `file,kind\n${labels}`,
    ...(list === undefined ? {} : { '/work/cleaned.csv': list }),
  });
  const seen = lookAtFolder(files, dataOf(labelled), editorBudget)!;
  return { counts: sizeOf(seen, folders)?.images, exclude: seen.exclude };
}

const read = (found: ReturnType<typeof look>) => found.exclude as ExcludeRead;

describe.each([
  ['folders', { kind: 'folder' }],
  ['a table', byTable],
] as const)('of classes in %s', (_, labelled) => {
  it('leaves out what is listed', () => {
    const found = look('example\ntrain/rose/1.jpg\n./train/tulip/2.jpg\ntest/rose/0.jpg\n', labelled);
    expect(found.counts).toEqual({ train: 10, validation: 0, test: 11 });
    expect(read(found)).toMatchObject({ listed: 3, leftOut: 3, total: 24, columns: null });
  });

  it('keeps what has another label by now', () => {
    const found = look('label;example\nrose;train/rose/1.jpg\ntulip;train\\rose\\2.jpg\n', labelled);
    expect(found.counts).toEqual({ train: 11, validation: 0, test: 12 });
    expect(read(found).relabelled).toEqual({
      count: 1,
      first: [{ id: 'train/rose/2.jpg', line: 3, label: 'tulip' }],
    });
  });

  it('names what is not there', () => {
    const { missing } = read(look('example\nrose/1.jpg\ntrain/rose/1.jpg\n', labelled));
    expect(missing).toEqual({ count: 1, first: [{ id: 'rose/1.jpg', line: 2, label: null }] });
  });
});

it.each([
  ['no table', undefined, { state: 'absent', beside: ['labels.csv'] }],
  ['no column', 'file,label\na.jpg,rose\n', { state: 'read', columns: ['file', 'label'], leftOut: 0 }],
  ['an open quote', 'example\n"a.jpg\n', { state: 'read', mistakes: { count: 1 } }],
  ['an empty cell', 'example,label\n,rose\n', { state: 'read', listed: 0, columns: null }],
])('finds %s', (_, list, found) => {
  expect(look(list).exclude).toMatchObject(found);
});

it('is no file that is left over, where it lies among the examples', () => {
  const exclude = '/work/photos/train/cleaned.csv';
  const files = memoryFiles({
    ...Object.fromEntries(images.map((image) => [`/work/photos/${image}`, ''])),
    [exclude]: 'example\ntrain/rose/1.jpg\n',
    '/work/photos/train/notes.txt': '',
  });
  const [train] = lookAtFolder(files, dataOf({ kind: 'folder' }, exclude), editorBudget)!.sources;
  expect(train?.others).toEqual(['train/notes.txt']);
});
