import { expect, test } from 'vitest';
import { proposeColumns } from './propose.js';
import { readTable } from './read.js';

/** A table of 60 rows, made of what stands in each. */
const propose = (
  header: string,
  row: (index: number) => string,
  isImage = (text: string) => /\.jpg$/.test(text),
) =>
  proposeColumns(
    readTable([header, ...Array.from({ length: 60 }, (_, i) => row(i))].join('\n'), 'csv'),
    isImage,
  );

const image = (i: number) => `${i}.jpg`;
const species = ['rose', 'tulip', 'lily'];

test('a class for each image', () => {
  expect(propose('id,file,species', (i) => `${i},${image(i)},${species[i % 3]}`)).toEqual({
    file: 'file',
    answer: { kind: 'label', column: 'species' },
    split: null,
  });
});

test('numbered classes are classes', () => {
  expect(propose('file,grade', (i) => `${image(i)},${i % 5}`)?.answer).toEqual({
    kind: 'label',
    column: 'grade',
  });
});

test('the column of the usual name, whatever else there is', () => {
  const row = (i: number) => `${image(i)},${i % 2 ? 'm' : 'f'},${species[i % 3]}`;
  expect(propose('path,sex,label', row)?.answer).toEqual({ kind: 'label', column: 'label' });
});

test('the column of the split', () => {
  const row = (i: number) => `${image(i)},${species[i % 3]},${i < 40 ? 'train' : 'val'}`;
  expect(propose('file,species,part', row)).toMatchObject({
    answer: { kind: 'label', column: 'species' },
    split: 'part',
  });
});

test.each([
  ['|', 'red|big', 'red'],
  [';', 'red; big', 'big; round'],
  [' ', 'haze primary', 'clear primary'],
])('lists that are divided by %j', (separator, one, other) => {
  const all = [one, other, one.split(separator).reverse().join(separator), other.split(separator)[0]!];
  expect(propose('image,tags', (i) => `${image(i)},${all[i % 4]}`)?.answer).toEqual({
    kind: 'labels',
    column: 'tags',
    separator,
  });
});

test('a column of 0 and 1 for each label', () => {
  const row = (i: number) => `${image(i)},${i % 2},${i % 3 ? 1 : 0},${Number(i > 50)}`;
  expect(propose('file,red,big,round', row)?.answer).toEqual({
    kind: 'flags',
    columns: ['red', 'big', 'round'],
  });
});

test('a number for each image', () => {
  expect(propose('file,height', (i) => `${image(i)},${i / 7}`)?.answer).toEqual({
    kind: 'target',
    columns: ['height'],
  });
});

test.each<[string, ReturnType<typeof propose>]>([
  ['images', propose('name,species', (i) => `flower ${i},${species[i % 3]}`)],
  ['most of its images', propose('file,species', (i) => `${i < 40 ? 'x' : image(i)},${species[i % 3]}`)],
  ['anything but images', propose('file', image)],
  ['anything but texts of their own', propose('file,caption', (i) => `${image(i)},A photo of number ${i}`)],
])('nothing of a table without %s', (_, proposed) => {
  expect(proposed).toBeUndefined();
});
