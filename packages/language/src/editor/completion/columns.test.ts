import { describe, expect, test } from 'vitest';
import type { EditorFiles } from '../files.js';
import { accepted, itemsAt, labelsAt } from './testing.js';

const texts: Readonly<Record<string, string>> = {
  '/work/labels.csv': 'file;species;My tags;height\n1.jpg;rose;red|big;1.5\n2.jpg;tulip;red;2\n',
  '/work/labels.jsonl': '{"path": "1.jpg", "kind": "rose"}\n',
};

const files: EditorFiles = {
  read: (uri) => texts[new URL(uri).pathname],
  head: (uri, bytes) => {
    const text = texts[new URL(uri).pathname];
    return text === undefined ? undefined : new TextEncoder().encode(text).subarray(0, bytes);
  },
  list: () => [
    { name: 'labels.csv', folder: false },
    { name: 'labels.jsonl', folder: false },
    { name: 'notes.txt', folder: false },
  ],
  complete: true,
};

const block = (inside: string, table = 'table: "labels.csv"'): string =>
  `pipeline a {\n  data images("photos") {\n    ${table}\n    ${inside}\n  }\n}`;
const columns = ['file', 'species', 'My tags', 'height'];

describe('the columns of the table are offered', () => {
  test.each([
    'image: $0',
    'label: $0',
    'label: sp$0',
    'labels: $0',
    'labels: height, $0',
    'target: $0',
    'target: height..$0',
    'split: column($0)',
    'slices: size, column($0)',
    'labels: column($0)',
    'label: "$0"',
  ])('%s', (inside) => {
    expect(labelsAt(block(inside), { files })).toEqual(expect.arrayContaining(columns));
  });

  test('whatever stands behind', () => {
    expect(labelsAt(block('table: "labels.csv"', 'label: $0'), { files })).toEqual(
      expect.arrayContaining(columns),
    );
  });

  test('of lines of JSON', () => {
    expect(labelsAt(block('label: $0', 'table: "labels.jsonl"'), { files })).toEqual(
      expect.arrayContaining(['path', 'kind']),
    );
  });

  test('with what they hold', () => {
    const items = itemsAt(block('label: $0'), { files });
    const height = items.find(({ label }) => label === 'height');
    expect([height?.detail, JSON.stringify(height?.documentation)]).toEqual([
      'numbers',
      expect.stringContaining('1.5, 2'),
    ]);
  });

  test('and written in quotes where they are no word', () => {
    expect(accepted(block('label: $0'), 'My tags', { files })).toContain('label: "My tags"');
    expect(accepted(block('label: "My$0"'), 'My tags', { files })).toContain('label: "My tags"');
    expect(accepted(block('label: $0'), 'species', { files })).toContain('label: species');
  });
});

test.each([
  ['no table is named', block('label: $0', '')],
  ['it is not there', block('label: $0', 'table: "other.csv"')],
  ['something else is wanted', block('batch: $0')],
])('none is where %s', (_, text) => {
  expect(labelsAt(text, { files }).filter((label) => columns.includes(label))).toEqual([]);
});

test.each(['table', 'exclude'])('tables are offered as paths of %s', (name) => {
  expect(labelsAt(block('', `${name}: "$0"`), { files })).toEqual(['labels.csv', 'labels.jsonl']);
});

test('behind the column of a list stands its separator', () => {
  expect(labelsAt(block('labels: tags($0)'), { files })).toContain('separator:');
});

describe('of data that are a table', () => {
  const own = (inside: string): string => `pipeline a {\n  data text("labels.csv") {\n    ${inside}\n  }\n}`;

  test.each([
    'text: $0',
    'text: height, $0',
    'label: $0',
    'split: stratified(train: 80%, group: column($0))',
  ])('its columns are offered: %s', (inside) => {
    expect(labelsAt(own(inside), { files })).toEqual(expect.arrayContaining(columns));
  });

  test('the table itself is offered as a path', () => {
    expect(labelsAt('pipeline a {\n  data text("$0")\n}', { files })).toEqual(['labels.csv', 'labels.jsonl']);
  });

  test('the block has its own properties', () => {
    const offered = labelsAt(own('$0'), { files });
    expect(offered).toEqual(expect.arrayContaining(['text', 'long', 'encoding', 'label']));
    expect(offered).not.toContain('augment');
    expect(offered).not.toContain('table');
  });
});
