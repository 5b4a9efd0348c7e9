import { describe, expect, test } from 'vitest';
import type { SourceFiles } from '../files.js';
import type { Data, Split } from '../resolve/pipeline.js';
import { memoryFiles } from '../testing/memory-files.js';
import { imagesBySplit, sizeOf, splitsByClass } from './counts.js';
import { commandLineBudget, editorBudget, lookAtFolder } from './look.js';
import type { TableAnswer } from './table/answer.js';

const stratified: Split = { kind: 'fraction', stratified: true, train: 0.8, validation: 0.1, test: 0.1 };
const byColumn: Split = { kind: 'column', column: 'part', validationFraction: 0.25 };
const label: TableAnswer = { kind: 'label', column: 'species' };

const dataOf = (answer: TableAnswer = label, split: Split = stratified) =>
  ({
    kind: 'images',
    path: '/work/photos',
    split,
    splitSeed: 0,
    labels: { kind: 'table', path: '/work/labels.csv', file: 'file', task: 'classification', answer },
  }) as Data;

const images = Object.fromEntries(
  Array.from({ length: 40 }, (_, i) => [`/work/photos/${i % 4}/${i}.jpg`, '']),
);
const rows = Array.from(
  { length: 40 },
  (_, i) => `${i},${i % 2 ? 'rose' : 'tulip'},${i < 32 ? 'train' : 'test'},a|${i % 4}`,
);
const table = `file,species,part,tags\n${rows.join('\n')}\n`;
const files = memoryFiles({ ...images, '/work/labels.csv': table });
const look = (data: Data, from: SourceFiles = files, budget = commandLineBudget) =>
  lookAtFolder(from, data, budget);

describe('a folder whose images a table labels', () => {
  test('is divided by its classes', () => {
    const seen = look(dataOf())!;
    expect(sizeOf(seen, stratified)).toMatchObject({
      classes: 2,
      images: { train: 32, validation: 4, test: 4 },
    });
    expect(splitsByClass(seen, stratified)?.get('rose')).toEqual({ train: 16, validation: 2, test: 2 });
  });

  test('is divided as a column has it, and validation is cut from training', () => {
    expect(imagesBySplit(look(dataOf(label, byColumn))!, byColumn)).toEqual({
      train: 24,
      validation: 8,
      test: 8,
    });
  });

  test('counts each image once, however many labels it has', () => {
    const tags: TableAnswer = { kind: 'labels', column: 'tags', separator: '|' };
    const seen = look(dataOf(tags))!;
    expect(sizeOf(seen, stratified)).toEqual({ classes: 5, images: { train: 32, validation: 4, test: 4 } });
  });

  test('tells of no class where numbers are predicted', () => {
    const seen = look(dataOf({ kind: 'target', columns: ['file'] }))!;
    expect(seen.table).toMatchObject({ outputs: ['file'], counts: new Map() });
    expect(sizeOf(seen, stratified)?.images).toEqual({ train: 32, validation: 4, test: 4 });
  });
});

describe('a table', () => {
  test('that is not there is told with those that are', () => {
    const other = memoryFiles({ ...images, '/work/label.csv': '', '/work/notes.txt': '' });
    expect(look(dataOf(), other)?.table).toMatchObject({ state: 'absent', beside: ['label.csv'] });
    expect(look(dataOf(), { ...other, complete: false })?.table?.state).toBe('unseen');
  });

  test('that is too long for an editor is not read', () => {
    const size = (path: string) => (path.endsWith('.csv') ? 3_000_000 : undefined);
    const read = () => undefined;
    expect(look(dataOf(), { ...files, size, read }, editorBudget)?.table?.state).toBe('unseen');
  });

  test('is read again once it is another one, and not before', () => {
    let text = table;
    let listed = 0;
    const disk: SourceFiles = {
      ...files,
      list: (path) => {
        listed++;
        return listings.get(path) ?? listings.set(path, files.list(path)).get(path);
      },
      read: (path) => (path.endsWith('.csv') ? text : files.read(path)),
    };
    const listings = new Map<string, ReturnType<SourceFiles['list']>>();
    const first = look(dataOf(), disk);
    expect(look(dataOf(), disk)).toBe(first);
    text = table.replaceAll('tulip', 'lily');
    expect([...look(dataOf(), disk)!.table!.counts.keys()]).toEqual(['lily', 'rose']);
    expect(listed).toBeGreaterThan(0);
  });
});
