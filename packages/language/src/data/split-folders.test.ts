import { describe, expect, test } from 'vitest';
import { folderOfSplit, splitOfFolder } from './split-folders.js';

test.each([
  ['train', 'train'],
  ['Training', 'train'],
  ['training_set', 'train'],
  ['train-images', 'train'],
  ['traindata', 'train'],
  ['train2017', 'train'],
  ['01_train', 'train'],
  ['ｔｒａｉｎ', 'train'],
  [' Train ', 'train'],
  ['val', 'validation'],
  ['valid', 'validation'],
  ['Validation', 'validation'],
  ['validate', 'validation'],
  ['VALIDATION_SET', 'validation'],
  ['dev', 'validation'],
  ['test', 'test'],
  ['TESTING', 'test'],
  ['test set', 'test'],
  ['eval', 'test'],
  ['hold-out', 'test'],
  ['held_out_set', 'test'],
  ['trains', undefined],
  ['device', undefined],
  ['images', undefined],
  ['data', undefined],
  ['set', undefined],
  ['2017', undefined],
  ['constructor', undefined],
])('%s is a folder of %s', (name, split) => {
  expect(splitOfFolder(name)).toBe(split);
});

describe('the folder of a split', () => {
  test.each([
    ['test', ['eval', 'test', 'train'], 'test'],
    ['validation', ['dev', 'train', 'val'], 'val'],
    ['train', ['train2', 'training'], 'train2'],
    ['validation', ['test', 'train'], undefined],
  ] as const)('%s among %j is %s', (split, folders, folder) => {
    expect(folderOfSplit(split, folders)).toBe(folder);
  });
});
