import { expect, test } from 'vitest';
import { splitOfFolder } from './split-folders.js';

test.each([
  ['train', 'train'],
  ['Training', 'train'],
  ['training_set', 'train'],
  ['train-images', 'train'],
  ['traindata', 'train'],
  ['val', 'validation'],
  ['valid', 'validation'],
  ['Validation', 'validation'],
  ['dev', 'validation'],
  ['test', 'test'],
  ['TESTING', 'test'],
  ['test set', 'test'],
  ['eval', 'test'],
  ['trains', undefined],
  ['device', undefined],
  ['images', undefined],
  ['data', undefined],
  ['constructor', undefined],
])('%s is a folder of %s', (name, split) => {
  expect(splitOfFolder(name)).toBe(split);
});
