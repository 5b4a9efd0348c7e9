import { describe, expect, test } from 'vitest';
import type { FileEntry, SourceFiles } from '../files.js';
import type { Data } from '../resolve/pipeline.js';
import { memoryFiles } from '../testing/memory-files.js';
import { countsByClass, imagesBySplit, splitsByClass } from './counts.js';
import { commandLineBudget, lookAtFolder } from './look.js';

const stratified = { kind: 'fraction', stratified: true, train: 0.8, validation: 0.1, test: 0.1 } as const;
const dataOf = (split: Data['split']): Data =>
  ({ path: '/work/photos', split, labels: { kind: 'folder' } }) as Data;
const filesOf = (...names: readonly string[]): SourceFiles =>
  memoryFiles(Object.fromEntries(names.map((name) => [`/work/photos/${name}`, ''])));
const many = (folder: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${folder}/${index}.jpg`);

describe('a data folder', () => {
  test('is seen with its classes, what has none, and what is no image', () => {
    const files = filesOf('rose/1.jpg', 'rose/deep/2.PNG', 'rose/notes.txt', 'tulip/.hidden', 'loose.webp');
    expect(lookAtFolder(files, dataOf(stratified), commandLineBudget)).toMatchObject({
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
    expect(lookAtFolder(files, dataOf(stratified), commandLineBudget)).toMatchObject({
      exists: false,
      siblings: ['fotos'],
    });
    expect(
      lookAtFolder({ ...files, complete: false }, dataOf(stratified), commandLineBudget),
    ).toBeUndefined();
  });

  test.each([
    { folders: 3, entries: 1000, table: 0 },
    { folders: 1000, entries: 20, table: 0 },
  ])('is not counted further than %j', (budget) => {
    const files = filesOf(...['a', 'b', 'c', 'd'].flatMap((name) => many(name, 10)));
    let listed = 0;
    const list = (path: string) => {
      listed++;
      return files.list(path);
    };
    expect(lookAtFolder({ ...files, list }, dataOf(stratified), budget)?.whole).toBe(false);
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
    const look = () => lookAtFolder(files, dataOf(stratified), commandLineBudget);
    const first = look();
    expect(look()).toBe(first);
    listings.set('/work/photos/rose', []);
    expect(look()?.sources[0]?.classes).toMatchObject([{ name: 'rose', images: 0 }]);
  });

  test('is not whole where a folder in it can not be read', () => {
    const disk = filesOf('rose/1.jpg', 'tulip/1.jpg');
    const list = (path: string) => (path.endsWith('tulip') ? undefined : disk.list(path));
    expect(lookAtFolder({ ...disk, list }, dataOf(stratified), commandLineBudget)?.whole).toBe(false);
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
    const seen = lookAtFolder({ ...disk, list, complete: false }, dataOf(split), commandLineBudget);
    expect(seen).toMatchObject({ whole: false, sources: [{ exists: true }, { exists: false }] });
  });

  test.each([
    'rose/@eaDir/1.jpg/SYNOPHOTO_THUMB_M.jpg',
    '#recycle/rose/1.jpg',
    '$RECYCLE.BIN/1.jpg',
    'lost+found/1.jpg',
    '__MACOSX/rose/1.jpg',
    '.Trash-1000/files/1.jpg',
    'rose/.ipynb_checkpoints/1.jpg',
    'rose/Thumbs.db',
  ])('counts nothing that a system left, and says so: %s', (name) => {
    const seen = lookAtFolder(
      filesOf('rose/1.jpg', 'tulip/1.jpg', name),
      dataOf(stratified),
      commandLineBudget,
    )!;
    expect([...countsByClass(seen)]).toEqual([
      ['rose', 1],
      ['tulip', 1],
    ]);
    const parts = name.split('/');
    const left = parts.slice(0, parts[0] === 'rose' ? 2 : 1).join('/');
    expect(seen.sources[0]).toMatchObject({ leftovers: [left], others: [], strays: [] });
  });

  test.each(['.DS_Store', 'rose/._1.jpg', '.git/config', 'flowers.tlp'])(
    'passes over %s without a word',
    (name) => {
      const files = filesOf('rose/1.jpg', 'tulip/1.jpg', name);
      const { leftovers, others, strays, classes } = lookAtFolder(
        files,
        dataOf(stratified),
        commandLineBudget,
      )!.sources[0]!;
      expect({ leftovers, others, strays, classes: classes.length }).toEqual({
        leftovers: [],
        others: [],
        strays: [],
        classes: 2,
      });
    },
  );

  test('passes over the directories of runs', () => {
    const files = filesOf(
      ...['run.json', 'metrics.jsonl', 'model/weights.safetensors', 'report.html'].map(
        (n) => `runs/p-1/${n}`,
      ),
      'rose/1.jpg',
      'tulip/1.jpg',
    );
    const [source] = lookAtFolder(files, dataOf(stratified), commandLineBudget)!.sources;
    expect(source).toMatchObject({ classes: [{ name: 'rose' }, { name: 'tulip' }], others: [] });
  });

  test('takes two spellings of a name for one', () => {
    const [composed, apart] = ['caf\u00e9', 'cafe\u0301'];
    const files = filesOf(`${apart}/1.jpg`, `${composed}/2.jpg`, 'tulip/1.jpg');
    const seen = lookAtFolder(files, dataOf(stratified), commandLineBudget)!;
    expect([...countsByClass(seen)]).toEqual([
      [composed, 2],
      ['tulip', 1],
    ]);
  });

  test('is found, and so are its splits, by another spelling of their names', () => {
    const split = {
      kind: 'folders',
      train: 'entra\u00eenement',
      validation: null,
      test: null,
      validationFraction: 0.2,
    } as const;
    const files = memoryFiles({ '/work/cafe\u0301/entrai\u0302nement/rose/1.jpg': '' });
    const data = { ...dataOf(split), path: '/work/caf\u00e9' };
    expect(lookAtFolder(files, data, commandLineBudget)).toMatchObject({
      exists: true,
      sources: [{ exists: true, classes: [{ name: 'rose', images: 1 }] }],
    });
  });

  test('keeps images that are not read apart', () => {
    const files = filesOf('rose/1.bmp', 'rose/2.HEIC', 'tulip/1.tif', 'tulip/notes.txt');
    expect(lookAtFolder(files, dataOf(stratified), commandLineBudget)!.sources[0]).toMatchObject({
      classes: [
        { name: 'rose', images: 0, unread: 2 },
        { name: 'tulip', images: 1, unread: 0 },
      ],
      unread: ['rose/1.bmp', 'rose/2.HEIC'],
      others: ['tulip/notes.txt'],
    });
  });

  test('that holds a link to itself is counted once where links can be told', () => {
    const disk = filesOf('rose/1.jpg', 'rose/deep/2.jpg', 'tulip/1.jpg');
    const real = (path: string): string => path.replaceAll(/\/(?:rose|deep|tulip)\/up(?=\/|$)/g, '');
    const files: SourceFiles = {
      ...disk,
      real,
      list: (path) => {
        const listed = disk.list(real(path));
        return real(path) === '/work/photos' || !listed ? listed : [...listed, { name: 'up', folder: true }];
      },
    };
    const seen = lookAtFolder(files, dataOf(stratified), commandLineBudget)!;
    expect([...countsByClass(seen)]).toEqual([
      ['rose', 2],
      ['tulip', 1],
    ]);
  });

  test('that holds a link to itself is left at some depth', () => {
    const files: SourceFiles = {
      ...filesOf(),
      list: () => [
        { name: 'again', folder: true },
        { name: '1.jpg', folder: false },
      ],
    };
    expect(lookAtFolder(files, dataOf(stratified), commandLineBudget)?.sources[0]?.classes).toHaveLength(1);
  });
});

describe('images are divided as a run would', () => {
  test('class by class', () => {
    const seen = lookAtFolder(
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
    const seen = lookAtFolder(files, dataOf(split), commandLineBudget)!;
    expect(splitsByClass(seen, split)).toEqual(
      new Map([
        ['a', { train: 8, validation: 2, test: 5 }],
        ['b', { train: 8, validation: 2, test: 0 }],
      ]),
    );
  });
});
