import { describe, expect, test } from 'vitest';
import type { TableAnswer } from './answer.js';
import { joinTable } from './join.js';
import { readTable } from './read.js';
import type { Joining } from './rows.js';

const images = ['1.jpg', '2.jpg', '10.jpg'];

const join = (text: string, answer: TableAnswer, options: Partial<Joining> = {}) =>
  joinTable(readTable(text, text.startsWith('{') ? 'jsonl' : 'csv'), {
    labels: { kind: 'table', path: '/home/ada/labels.csv', file: 'file', task: 'classification', answer },
    splitColumn: null,
    groupColumn: null,
    folder: '/home/ada/photos',
    images: images.map((image) => ({ image, split: null })),
    unread: ['scan.bmp'],
    ...options,
  });

const label: TableAnswer = { kind: 'label', column: 'label' };
const labels: TableAnswer = { kind: 'labels', column: 'tags', separator: '|' };
const flags: TableAnswer = { kind: 'flags', columns: [{ from: 'cat', to: 'dog' }] };
const target: TableAnswer = { kind: 'target', columns: ['width', 'height'] };

describe('a class for each image', () => {
  test('in natural order, by its index', () => {
    const { outputs, examples, problems, unlabelled } = join(
      'file,label\n2.jpg,class 10\n10.jpg,class 2\n1.jpg,class 10\n',
      label,
    );
    expect(outputs).toEqual(['class 2', 'class 10']);
    expect(examples).toEqual([
      { image: '1.jpg', split: null, group: null, target: [1], lines: [4] },
      { image: '2.jpg', split: null, group: null, target: [1], lines: [2] },
      { image: '10.jpg', split: null, group: null, target: [0], lines: [3] },
    ]);
    expect([problems, unlabelled.count]).toEqual([{}, 0]);
  });

  test('two spellings of Unicode are one class', () => {
    expect(join('file,label\n1.jpg,caf\u00e9\n2.jpg,cafe\u0301\n', label).outputs).toEqual(['caf\u00e9']);
  });

  test('images that no row names are counted', () => {
    expect(join('file,label\n2.jpg,a\n', label).unlabelled).toEqual({ count: 2, first: ['1.jpg', '10.jpg'] });
  });

  test('a row of a format that is not read is left out, and told elsewhere', () => {
    const { examples, problems } = join('file,label\nscan.bmp,a\n1.jpg,b\n', label);
    expect([examples.length, problems]).toEqual([1, {}]);
  });

  test.each<[string, string, object]>([
    [
      'an image that is not there',
      'file,label\n3.jpg,a',
      { 'no-file': { line: 2, column: 'file', text: '3.jpg' } },
    ],
    ['an empty name', 'file,label\n,a', { empty: { line: 2, column: 'file', text: '' } }],
    ['an empty label', 'file,label\n1.jpg,', { empty: { line: 2, column: 'label', text: '' } }],
    [
      'the same row twice',
      'file,label\n1.jpg,a\n1.jpg,a',
      { twice: { line: 3, column: 'file', text: '1.jpg', other: 2 } },
    ],
    [
      'two rows that contradict each other',
      'file,label\n1.jpg,a\n1,b',
      { contradiction: { line: 3, column: 'file', text: '1.jpg', other: 2 } },
    ],
    [
      'a list',
      '{"file": "1.jpg", "label": ["a", "b"]}',
      { list: { line: 1, column: 'label', text: 'a, b' } },
    ],
  ])('%s is told', (_, text, expected) => {
    const found = Object.entries(join(text, label).problems).map(([kind, tally]) => [kind, tally.first[0]]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  test('of many problems the first are kept, and all counted', () => {
    const rows = Array.from({ length: 1000 }, (_, index) => `missing${index}.jpg,a`);
    const { problems } = join(`file,label\n${rows.join('\n')}`, label);
    expect([problems['no-file']?.count, problems['no-file']?.first.map(({ line }) => line)]).toEqual([
      1000,
      [2, 3, 4],
    ]);
  });

  test('a column that is not there gives nothing', () => {
    expect(join('name,label\n1.jpg,a', label).examples).toEqual([]);
    expect(join('file,class\n1.jpg,a', label).examples).toEqual([]);
  });
});

describe('any of the labels', () => {
  test('of a list in a cell', () => {
    const { outputs, examples } = join('file,tags\n1.jpg,red | big\n2.jpg,big\n10.jpg,\n', labels);
    expect(outputs).toEqual(['big', 'red']);
    expect(examples.map(({ target }) => target)).toEqual([[0, 1], [0], []]);
  });

  test('of a list of JSON', () => {
    const { outputs, examples } = join(
      '{"file": "1.jpg", "tags": ["red", "big"]}\n{"file": "2.jpg"}',
      labels,
    );
    expect([outputs, examples.map(({ target }) => target)]).toEqual([
      ['big', 'red'],
      [[0, 1], []],
    ]);
  });

  test('of several rows, which add up', () => {
    const { examples, problems } = join('file,tags\n1.jpg,red\n1.jpg,big\n1.jpg,red\n', labels);
    expect(examples).toEqual([
      { image: '1.jpg', split: null, group: null, target: [0, 1], lines: [2, 3, 4] },
    ]);
    expect(problems).toEqual({});
  });

  test('of a column each, whether they occur or not', () => {
    const { outputs, examples } = join('file,cat,bird,dog\n1.jpg,1,0,1\n2.jpg,0.0,0,False\n', flags);
    expect(outputs).toEqual(['cat', 'bird', 'dog']);
    expect(examples.map(({ target }) => target)).toEqual([[0, 2], []]);
  });

  test.each([
    ['2', { 'no-flag': { line: 2, column: 'dog', text: '2' } }],
    ['', { empty: { line: 2, column: 'dog', text: '' } }],
  ])('where a flag is %j, that is told', (flag, expected) => {
    const { problems } = join(`file,cat,dog\n1.jpg,1,${flag}\n`, flags);
    expect(Object.fromEntries(Object.entries(problems).map(([kind, { first }]) => [kind, first[0]]))).toEqual(
      expected,
    );
  });
});

describe('numbers', () => {
  test('of one column or several, in the order in which they are named', () => {
    const { outputs, examples } = join('height,file,width\n2,1.jpg,-1.5e1\n', target);
    expect([outputs, examples[0]?.target]).toEqual([
      ['width', 'height'],
      [-15, 2],
    ]);
  });

  test.each([
    ['n/a', 'no-number'],
    ['', 'empty'],
  ] as const)('where one is %j, that is told', (text, kind) => {
    const { problems } = join(`file,width,height\n1.jpg,1,${text}\n`, target);
    expect(problems[kind]?.first).toEqual([{ line: 2, column: 'height', text }]);
  });
});

describe('splits', () => {
  test('of a column, by the names that folders of splits have', () => {
    const text = 'file,label,part\n1.jpg,a,Training\n2.jpg,b,val\n10.jpg,a,test\n';
    const { examples } = join(text, label, { splitColumn: 'part' });
    expect(examples.map(({ split }) => split)).toEqual(['train', 'validation', 'test']);
  });

  test('of a column with another name in it are told', () => {
    const { problems } = join('file,label,part\n1.jpg,a,left\n', label, { splitColumn: 'part' });
    expect(problems['no-split']?.first).toEqual([{ line: 2, column: 'part', text: 'left' }]);
  });

  test('an image in two of them contradicts itself', () => {
    const text = 'file,tags,part\n1.jpg,a,train\n1.jpg,b,test\n';
    expect(join(text, labels, { splitColumn: 'part' }).problems.contradiction?.count).toBe(1);
  });

  test('may keep groups together that a column names', () => {
    const text = 'file,label,camera\n1.jpg,a,left\n2.jpg,b,\n10.jpg,a,left\n';
    const { examples } = join(text, label, { groupColumn: 'camera' });
    expect(examples.map(({ group }) => group)).toEqual(['left', null, 'left']);
  });

  test('of folders stay', () => {
    const images = [{ image: 'train/1.jpg', split: 'train' as const }];
    expect(join('file,label\n1.jpg,a\n', label, { images }).examples[0]?.split).toBe('train');
  });
});
