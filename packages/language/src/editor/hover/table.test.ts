import { expect, test } from 'vitest';
import type { EditorFiles } from '../files.js';
import { hover } from '../hover.js';
import { sceneOf } from '../testing.js';

const texts: Readonly<Record<string, string>> = {
  '/work/labels.csv': 'file;species;My tags\n1.jpg;rose;red|big\n2.jpg;tulip;red\n',
};
const files: EditorFiles = {
  read: (uri) => texts[new URL(uri).pathname],
  head: (uri, bytes) => {
    const text = texts[new URL(uri).pathname];
    return text === undefined ? undefined : new TextEncoder().encode(text).subarray(0, bytes);
  },
  list: (uri) =>
    new URL(uri).pathname.endsWith('photos')
      ? ['1.jpg', '2.jpg', '3.jpg'].map((name) => ({ name, folder: false }))
      : [
          { name: 'photos', folder: true },
          { name: 'labels.csv', folder: false },
        ],
  complete: true,
};

const valueOn = (data: string, source = 'images("photos")'): string => {
  const scene = sceneOf(
    `pipeline p {\n  backbone resnet18\n  data ${source} {\n${data}\n  }\n  head { pool dense(classes) }\n  schedule { phase a { freeze: all epochs: 3 } }\n}`,
    { files },
  );
  return ((hover.answer(scene, scene.params)?.contents ?? { value: '' }) as { value: string }).value;
};

test('a column says what it holds', () => {
  const value = valueOn('table: "labels.csv"\nimage: file\nlabel: spec$0ies');
  expect(value).toContain('**`species`** · column of `labels.csv`');
  expect(value).toContain('- Values: rose, tulip …');
});

test('so does one whose name is in quotes, and one of lists', () => {
  expect(valueOn('table: "labels.csv"\nimage: file\nlabel: "My t$0ags"')).toContain('red|big, red');
  expect(valueOn('table: "labels.csv"\nimage: file\nlabels: spec$0ies(separator: ";")')).toContain(
    'rose, tulip',
  );
});

test('the table says how it was read, and what came of it', () => {
  const value = valueOn('tab$0le: "labels.csv"\nimage: file\nlabel: species');
  for (const fact of [
    'Columns: file, species, My tags',
    'Separated by: semicolon',
    'Contains: 2 rows for 2 examples',
    'Without a row: 1',
  ]) {
    expect(value).toContain(fact);
  }
});

test('the separator says what it is', () => {
  expect(valueOn('table: "labels.csv"\nimage: file\nlabels: tags(sepa$0rator: ";")')).toContain(
    'between two labels',
  );
});

test('a table that is the data says the same, at the property of its texts', () => {
  const value = valueOn('te$0xt: file\nlabel: species', 'text("labels.csv")');
  for (const fact of ['Columns: file, species, My tags', 'Contains: 2 rows for 2 examples']) {
    expect(value).toContain(fact);
  }
  expect(valueOn('text: fi$0le\nlabel: species', 'text("labels.csv")')).toContain('Values: 1.jpg, 2.jpg …');
});
