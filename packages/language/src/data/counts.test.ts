import { describe, expect, test } from 'vitest';
import type { SourceFiles } from '../files.js';
import type { Data, Split } from '../resolve/pipeline.js';
import { memoryFiles } from '../testing/memory-files.js';
import { sizeOf } from './counts.js';
import { editorBudget, lookAtFolder } from './look.js';

const sizeIn = (files: SourceFiles, split: Split) => {
  const data = { path: '/data', split, labels: { kind: 'folder' } } as Data;
  const seen = lookAtFolder(files, data, editorBudget);
  return seen && sizeOf(seen, split);
};

/** Folders with that many images each. */
const filesOf = (folders: Readonly<Record<string, number>>) =>
  memoryFiles(
    Object.fromEntries(
      Object.entries(folders).flatMap(([folder, n]) =>
        Array.from({ length: n }, (_, i) => [`/data/${folder}/${i}.jpg`, '']),
      ),
    ),
  );

const counted = (folders: Readonly<Record<string, number>>, split: Split) => sizeIn(filesOf(folders), split);

const fraction = (stratified: boolean, train: number, validation: number, test: number): Split => ({
  kind: 'fraction',
  stratified,
  train,
  validation,
  test,
});

const folders = (validation: string | null, test: string | null, validationFraction = 0): Split => ({
  kind: 'folders',
  train: 'train',
  validation,
  test,
  validationFraction,
});

describe('splits by shares', () => {
  test('each class by itself', () => {
    expect(counted({ a: 10, b: 21 }, fraction(true, 0.75, 0.1, 0.15))).toEqual({
      classes: 2,
      images: { train: 24, validation: 3, test: 4 },
      perClass: [8, 16],
    });
  });
  test('or the whole', () => {
    expect(counted({ a: 10, b: 21 }, fraction(false, 0.5, 0.5, 0))?.images).toEqual({
      train: 16,
      validation: 15,
      test: 0,
    });
  });
  test('no more training images of a class than the split takes', () => {
    const split = { ...fraction(true, 0.75, 0.1, 0.15), perClass: 12 };
    expect(counted({ a: 10, b: 21 }, split)).toMatchObject({ images: { train: 20 }, perClass: [8, 12] });
    expect(counted({ a: 10, b: 21 }, { ...fraction(false, 0.5, 0.5, 0), perClass: 4 })?.images.train).toBe(8);
  });
  test('what the shares leave out is in no split', () => {
    expect(counted({ a: 10 }, fraction(true, 0.5, 0.2, 0))?.images).toEqual({
      train: 5,
      validation: 2,
      test: 0,
    });
  });
});

describe('splits by folders', () => {
  const seen = { 'train/a': 10, 'train/b': 20, 'val/a': 3, 'test/b/deep': 4 };
  test('as they lie, at any depth', () => {
    expect(counted(seen, folders('val', 'test'))).toEqual({
      classes: 2,
      images: { train: 30, validation: 3, test: 4 },
      perClass: [10, 20],
    });
  });
  test('with validation cut from training', () => {
    expect(counted(seen, folders(null, 'test', 0.1))?.images).toEqual({
      train: 27,
      validation: 3,
      test: 4,
    });
  });
  test('nothing is said where a folder is missing', () => {
    expect(counted(seen, folders('valid', null))).toBeUndefined();
  });
});

test('hidden files, other files and empty folders do not count', () => {
  const files = memoryFiles({
    '/data/a/1.png': '',
    '/data/a/.DS_Store.png': '',
    '/data/a/notes.txt': '',
    '/data/notes/readme.md': '',
    '/data/.cache/x.png': '',
    '/data/stray.png': '',
  });
  expect(sizeIn(files, fraction(true, 1, 0, 0))).toEqual({
    classes: 1,
    images: { train: 1, validation: 0, test: 0 },
    perClass: [1],
  });
});

test('a folder that cannot be seen says nothing', () => {
  expect(counted({}, fraction(true, 1, 0, 0))).toBeUndefined();
});

test('a tree of too many folders says nothing', () => {
  const list: SourceFiles['list'] = (path) =>
    path.split('/').length > 40 ? [] : [0, 1, 2].map((i) => ({ name: `${i}`, folder: true }));
  expect(sizeIn({ ...filesOf({}), list }, fraction(true, 1, 0, 0))).toBeUndefined();
});
