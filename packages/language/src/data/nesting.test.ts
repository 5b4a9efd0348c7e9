import { expect, test } from 'vitest';
import { classLevel, holdsFolders } from './nesting.js';

test.each([
  ['one folder too many', ['m/red/1.png', 'm/blue/1.png'], { path: 'm', folders: ['red', 'blue'] }],
  ['two too many', ['z/m/red/1.png', 'z/m/blue/1.png'], { path: 'z/m', folders: ['red', 'blue'] }],
  [
    'splits in one folder',
    ['m/train/red/1.png', 'm/test/red/1.png'],
    { path: 'm', folders: ['train', 'test'] },
  ],
  ['one split in one folder', ['m/train/red/1.png', 'm/train/blue/1.png'], { path: 'm', folders: ['train'] }],
  ['class folders', ['red/1.png', 'blue/1.png'], undefined],
  ['one class', ['red/1.png', 'red/2.png'], undefined],
  ['one class, deep', ['m/red/1.png', 'm/red/2.png'], undefined],
  ['an image beside the folders', ['m/1.png', 'm/red/1.png', 'm/blue/1.png'], undefined],
  ['nothing', [], undefined],
])('classes one level deeper: %s', (_, images, expected) => {
  expect(classLevel(images)).toEqual(expected);
});

test('in the folder of a split, a folder named like a split is only one too many', () => {
  const images = ['train/red/1.png', 'train/blue/1.png'];
  expect(classLevel(images)).toBeUndefined();
  expect(classLevel(images, false)).toEqual({ path: 'train', folders: ['red', 'blue'] });
});

test.each([
  [['cat/1.png', 'dog/1.png'], true],
  [['1.png', '2.png'], false],
  [['cat/1.png', 'dog/1.png', 'stray.png'], true],
  [['1.png', '2.png', 'more/3.png'], false],
  [[], false],
])('%j is what a split holds: %s', (images, expected) => {
  expect(holdsFolders(images)).toBe(expected);
});
