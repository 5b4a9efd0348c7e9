import { describe, expect, test } from 'vitest';
import type { FileEntry, SourceFiles } from '../files.js';
import type { ImageData } from '../resolve/pipeline.js';
import { memoryFiles } from '../testing/memory-files.js';
import { imagesBySplit, splitsByClass } from './counts.js';
import { commandLineBudget, lookAtData } from './look.js';

const stratified = { kind: 'fraction', stratified: true, train: 0.8, validation: 0.1, test: 0.1 } as const;
const dataOf = (split: ImageData['split']): ImageData => ({ path: '/work/photos', split }) as ImageData;
const filesOf = (...names: readonly string[]): SourceFiles =>
  memoryFiles(Object.fromEntries(names.map((name) => [`/work/photos/${name}`, ''])));
const many = (folder: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${folder}/${index}.jpg`);

describe('a data folder', () => {
  test('is seen with its classes, what has none, and what is no image', () => {
    const files = filesOf('rose/1.jpg', 'rose/deep/2.PNG', 'rose/notes.txt', 'tulip/.hidden', 'loose.webp');
    expect(lookAtData(files, dataOf(stratified), commandLineBudget)).toMatchObject({
      exists: true,
      whole: true,
      folders: ['rose', 'tulip'],
      sources: [
        {
          split: null,
          classes: [
            { name: 'rose', images: 2 },
            { name: 'tulip', images: 0 },
          ],
          strays: ['loose.webp'],
          others: ['rose/notes.txt'],
        },
      ],
    });
  });

  test('that is not there is certain only where all files can be seen', () => {
    const files = memoryFiles({ '/work/fotos/rose/1.jpg': '' });
    expect(lookAtData(files, dataOf(stratified), commandLineBudget)).toMatchObject({
      exists: false,
      siblings: ['fotos'],
    });
    expect(lookAtData({ ...files, complete: false }, dataOf(stratified), commandLineBudget)).toBeUndefined();
  });

  test.each([
    { folders: 3, entries: 1000 },
    { folders: 1000, entries: 20 },
  ])('is not counted further than %j', (budget) => {
    const files = filesOf(...['a', 'b', 'c', 'd'].flatMap((name) => many(name, 10)));
    let listed = 0;
    const list = (path: string) => {
      listed++;
      return files.list(path);
    };
    expect(lookAtData({ ...files, list }, dataOf(stratified), budget)?.whole).toBe(false);
    expect(listed).toBeLessThanOrEqual(4);
  });

  test('is walked again only once a folder is listed differently', () => {
    const listings = new Map<string, readonly FileEntry[] | undefined>();
    const disk = filesOf('rose/1.jpg');
    const list = (path: string) => {
      if (!listings.has(path)) listings.set(path, disk.list(path));
      return listings.get(path);
    };
    const files = { ...disk, list };
    const look = () => lookAtData(files, dataOf(stratified), commandLineBudget);
    const first = look();
    expect(look()).toBe(first);
    listings.set('/work/photos/rose', []);
    expect(look()?.sources[0]?.classes).toEqual([{ name: 'rose', images: 0 }]);
  });

  test('is not whole where a folder in it can not be read', () => {
    const disk = filesOf('rose/1.jpg', 'tulip/1.jpg');
    const list = (path: string) => (path.endsWith('tulip') ? undefined : disk.list(path));
    expect(lookAtData({ ...disk, list }, dataOf(stratified), commandLineBudget)?.whole).toBe(false);
  });

  test('has the split folder that it names, seen or not, where absence is not certain', () => {
    const split = {
      kind: 'folders',
      train: 'tr',
      validation: null,
      test: 'te',
      validationFraction: 0,
    } as const;
    const disk = filesOf('tr/a/1.jpg');
    const list = (path: string) => (path.endsWith('/tr') ? undefined : disk.list(path));
    const seen = lookAtData({ ...disk, list, complete: false }, dataOf(split), commandLineBudget);
    expect(seen).toMatchObject({ whole: false, sources: [{ exists: true }, { exists: false }] });
  });

  test('that holds a link to itself is left at some depth', () => {
    const files: SourceFiles = {
      ...filesOf(),
      list: () => [
        { name: 'again', folder: true },
        { name: '1.jpg', folder: false },
      ],
    };
    expect(lookAtData(files, dataOf(stratified), commandLineBudget)?.sources[0]?.classes).toHaveLength(1);
  });
});

describe('images are divided as a run would', () => {
  test('class by class', () => {
    const seen = lookAtData(
      filesOf(...many('a', 10), ...many('b', 2)),
      dataOf(stratified),
      commandLineBudget,
    )!;
    expect(splitsByClass(seen, stratified)).toEqual(
      new Map([
        ['a', { train: 8, validation: 1, test: 1 }],
        ['b', { train: 1, validation: 1, test: 0 }],
      ]),
    );
    expect(imagesBySplit(seen, stratified)).toEqual({ train: 9, validation: 2, test: 1 });
  });

  test('by folders, with validation cut from training where it has none', () => {
    const split = {
      kind: 'folders',
      train: 'tr',
      validation: null,
      test: 'te',
      validationFraction: 0.2,
    } as const;
    const files = filesOf(...many('tr/a', 10), ...many('tr/b', 10), ...many('te/a', 5));
    const seen = lookAtData(files, dataOf(split), commandLineBudget)!;
    expect(splitsByClass(seen, split)).toEqual(
      new Map([
        ['a', { train: 8, validation: 2, test: 5 }],
        ['b', { train: 8, validation: 2, test: 0 }],
      ]),
    );
  });
});
