import { access, chmod, mkdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SPLITS } from '@tlp/language/data/split-bounds.js';
import { TlpError } from '@tlp/language/diagnostic.js';
import type { Split } from '@tlp/language/resolve/pipeline.js';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { DataSet } from '../../data/types.js';
import { sha256 } from '../../files/hash.js';
import { openKnownFiles } from '../../files/known/known-files.js';
import { openImages } from './open.js';
import { classes, folderOf, image, imageData, temporaryFolder } from './testing.js';

const HALVES: Split = { kind: 'fraction', stratified: true, train: 0.5, validation: 0, test: 0.5 };
const FOLDERS: Split = {
  kind: 'folders',
  train: 'train',
  validation: null,
  test: 'test',
  validationFraction: 0.25,
};

const idsOf = (dataSet: DataSet) => SPLITS.map((name) => dataSet.splits[name].map((e) => e.id).sort());

async function failureOf(path: string, split?: Split): Promise<TlpError> {
  const error = await openImages(imageData(path, split)).then(
    () => null,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(TlpError);
  return error as TlpError;
}

describe('openImages', () => {
  it('labels images by their folder, in natural order, and splits every class', async () => {
    const root = await folderOf(classes({ '10': 20, '9': 20, '1': 40 }));
    const { dataSet, warnings } = await openImages(imageData(root));
    expect(dataSet.outputs).toEqual(['1', '9', '10']);
    expect(warnings).toEqual([]);
    for (const [label, n] of [40, 20, 20].entries()) {
      const counts = SPLITS.map((name) => dataSet.splits[name].filter((e) => e.target[0] === label).length);
      expect(counts).toEqual([0.75 * n, 0.1 * n, 0.15 * n]);
    }
    const example = dataSet.splits.train[0]!;
    expect(example.path).toBe(join(root, example.id));
    expect(example.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('reads a file again that looks as it did before only where TLP_VERIFY asks for it', async () => {
    const root = await folderOf(classes({ cat: 2, dog: 2 }));
    vi.stubEnv('TLP_CACHE', await temporaryFolder());
    onTestFinished(() => void vi.unstubAllEnvs());
    const later = () => BigInt(Date.now() + 60_000) * 1_000_000n;
    const known = await openKnownFiles(root, { least: 0, now: later });
    const before = sha256('what was there before');
    await known.hashOf('cat/0.png', join(root, 'cat/0.png'), async () => before);
    await known.save();
    const hashOf = async () => {
      const { dataSet } = await openImages(imageData(root, HALVES));
      return Object.values(dataSet.splits)
        .flat()
        .find(({ id }) => id === 'cat/0.png')!.hash;
    };
    expect(await hashOf()).toBe(before);
    vi.stubEnv('TLP_VERIFY', '1');
    expect(await hashOf()).toBe(sha256(await readFile(join(root, 'cat/0.png'))));
  });

  it('finds images at any depth and passes over hidden and system files', async () => {
    const root = await folderOf({
      ...classes({ cat: 2, dog: 2 }),
      'cat/2024/summer/a.JPEG': await image('a'),
      'cat/.hidden.png': 'x',
      '.git/config': 'x',
      'cat/@eaDir/1.png/SYNOPHOTO_THUMB_M.jpg': 'x',
      '#recycle/cat/1.png': 'x',
      'dog/Thumbs.db': 'x',
    });
    const { dataSet, warnings } = await openImages(imageData(root, HALVES));
    expect(idsOf(dataSet).flat().sort()).toEqual([
      'cat/0.png',
      'cat/1.png',
      'cat/2024/summer/a.JPEG',
      'dog/0.png',
      'dog/1.png',
    ]);
    expect(warnings).toMatchObject([
      {
        code: 'TLP380',
        severity: 'info',
        message: '3 system files and folders are ignored: #recycle, cat/@eaDir, dog/Thumbs.db.',
      },
    ]);
  });

  it.skipIf(process.platform === 'darwin')('takes two spellings of a class for one', async () => {
    const [composed, apart] = ['caf\u00e9', 'cafe\u0301'];
    const root = await folderOf(
      classes({ [`train/${composed}`]: 4, 'train/dog': 4, [`test/${apart}`]: 2, 'test/dog': 2 }),
    );
    const { dataSet, warnings } = await openImages(imageData(root, FOLDERS));
    expect(dataSet.outputs).toEqual([composed, 'dog']);
    expect(warnings).toEqual([]);
    for (const { path } of Object.values(dataSet.splits).flat()) await access(path);
  });

  it('takes a folder named like a split for a class where it holds no class folders', async () => {
    const root = await folderOf(classes({ train: 9, car: 9 }));
    const { dataSet, warnings } = await openImages(imageData(root));
    expect([dataSet.outputs, warnings]).toEqual([['car', 'train'], []]);
  });

  it('reads the files of other formats that the decoder reads', async () => {
    const tiff = await sharp(await image('a'))
      .tiff()
      .toBuffer();
    const root = await folderOf({ ...classes({ cat: 9, dog: 9 }), 'dog/scan.TIF': tiff });
    const { dataSet, warnings } = await openImages(imageData(root, HALVES));
    expect([idsOf(dataSet).flat().includes('dog/scan.TIF'), warnings]).toEqual([true, []]);
  });

  it('keeps an image in its split when it is renamed or others are renamed', async () => {
    const root = await folderOf(classes({ cat: 20, dog: 20 }));
    const before = (await openImages(imageData(root))).dataSet;
    for (let i = 0; i < 20; i++) await rename(join(root, `cat/${i}.png`), join(root, `cat/z${97 * i}.png`));
    const after = (await openImages(imageData(root))).dataSet;
    for (const name of SPLITS) {
      expect(new Set(after.splits[name].map((e) => e.hash))).toEqual(
        new Set(before.splits[name].map((e) => e.hash)),
      );
    }
  });

  it('keeps copies of an image in one split', async () => {
    const files = Object.entries(classes({ cat: 30, dog: 30 })).flatMap(([path]) => [
      [path, path] as const,
      [path.replace('.png', '-copy.png'), path] as const,
    ]);
    const root = await folderOf(
      Object.fromEntries(await Promise.all(files.map(async ([path, name]) => [path, await image(name)]))),
    );
    const { dataSet } = await openImages(imageData(root));
    for (const name of SPLITS) {
      const hashes = dataSet.splits[name].map((e) => e.hash);
      expect(hashes.length).toBe(2 * new Set(hashes).size);
    }
  });

  it('reads splits from folders and cuts validation from training', async () => {
    const root = await folderOf(classes({ 'train/cat': 8, 'train/dog': 8, 'test/cat': 3, 'test/dog': 2 }));
    const { dataSet, warnings } = await openImages(imageData(root, FOLDERS));
    expect(SPLITS.map((name) => dataSet.splits[name].length)).toEqual([12, 4, 5]);
    expect(dataSet.splits.test.every((e) => e.id.startsWith('test/'))).toBe(true);
    expect(dataSet.splits.validation.map((e) => e.target[0]).sort()).toEqual([0, 0, 1, 1]);
    expect(warnings).toEqual([]);
  });

  it('leaves the seed of the split to decide', async () => {
    const root = await folderOf(classes({ cat: 30, dog: 30 }));
    const one = await openImages(imageData(root));
    const same = await openImages(imageData(root));
    const other = await openImages({ ...imageData(root), splitSeed: 1 });
    expect(idsOf(same.dataSet)).toEqual(idsOf(one.dataSet));
    expect(idsOf(other.dataSet)).not.toEqual(idsOf(one.dataSet));
  });
});

describe('openImages warns of', () => {
  it.each([
    ['a class with one image', 'TLP354', classes({ cat: 9, dog: 1 })],
    ['other files, once', 'TLP358', { ...classes({ cat: 9, dog: 9 }), 'cat/notes.txt': 'a', 'x.csv': 'b' }],
    ['an empty class folder', 'TLP363', { ...classes({ cat: 9, dog: 9 }), 'emu/.keep': '' }],
    ['images without a class', 'TLP364', { ...classes({ cat: 9, dog: 9 }), 'a.png': true as const }],
    ['a split that lacks a class', 'TLP366', classes({ cat: 9, dog: 2 })],
    ['images that are not read', 'TLP379', { ...classes({ cat: 9, dog: 9 }), 'emu/1.bmp': 'BM' }],
    ['classes that may be splits', 'TLP382', classes({ train: 9, test: 9 })],
  ])('%s', async (_, code, files) => {
    const root = await folderOf(files);
    const { warnings } = await openImages(imageData(root));
    expect(warnings.map((w) => w.code)).toEqual([code]);
    expect(warnings[0]).toMatchObject({ severity: 'warning', file: root });
  });

  it('an image in two classes, and leaves it out', async () => {
    const same = await image('same');
    const root = await folderOf({ ...classes({ cat: 9, dog: 9 }), 'cat/s.png': same, 'dog/t.png': same });
    const { dataSet, warnings } = await openImages(imageData(root));
    expect(warnings.map((w) => w.code)).toEqual(['TLP357']);
    expect(warnings[0]!.message).toContain('cat/s.png = dog/t.png');
    expect(idsOf(dataSet).flat()).toHaveLength(18);
  });

  it('a class that is a link to the data folder itself, and does not follow it', async () => {
    const root = await folderOf(classes({ cat: 9, dog: 9 }));
    await symlink('.', join(root, 'emu'));
    await symlink('..', join(root, 'cat/up'));
    const { dataSet, warnings } = await openImages(imageData(root));
    expect(warnings.map((w) => w.code)).toEqual(['TLP363']);
    expect(idsOf(dataSet).flat()).toHaveLength(18);
  });
});

describe('openImages refuses', () => {
  it.each([
    ['an empty folder', 'TLP352', {}, undefined],
    ['images without class folders', 'TLP352', { 'a.png': true as const }, undefined],
    ['one class', 'TLP353', classes({ cat: 5 }), undefined],
    [
      'folders of splits taken for classes',
      'TLP365',
      classes({ 'train/cat': 2, 'train/dog': 2, 'Test/cat': 2 }),
      undefined,
    ],
    ['one folder too many', 'TLP383', classes({ 'm/cat': 5, 'm/dog': 5 }), undefined],
    [
      'one folder too many in each split',
      'TLP383',
      classes({ 'train/train/cat': 4, 'train/train/dog': 4, 'test/test/cat': 1, 'test/test/dog': 1 }),
      FOLDERS,
    ],
    [
      'one folder too many around the splits',
      'TLP361',
      classes({ 'z/train/cat': 2, 'z/test/cat': 2 }),
      FOLDERS,
    ],
    ['a missing split folder', 'TLP361', classes({ 'train/cat': 2, 'train/dog': 2 }), FOLDERS],
    [
      'a class absent from training',
      'TLP355',
      classes({ 'train/cat': 4, 'train/dog': 4, 'test/emu': 1 }),
      FOLDERS,
    ],
    ['a text file named .png', 'TLP359', { ...classes({ cat: 5, dog: 5 }), 'cat/x.png': 'hello' }, undefined],
    ['an empty image', 'TLP359', { ...classes({ cat: 5, dog: 5 }), 'cat/x.jpg': '' }, undefined],
  ])('%s', async (_, code, files, split) => {
    const root = await folderOf(files);
    const error = await failureOf(root, split);
    expect(error.exitCode).toBe(1);
    expect(error.diagnostics.map((d) => d.code)).toEqual([code]);
    expect(error.diagnostics[0]!.file!.startsWith(root)).toBe(true);
  });

  it.skipIf(process.platform !== 'linux')('a folder whose name is not UTF-8', async () => {
    const root = await folderOf(classes({ cat: 3, dog: 3 }));
    await mkdir(Buffer.concat([Buffer.from(join(root, 't')), Buffer.from([0xfc]), Buffer.from('rk')]));
    const { diagnostics } = await failureOf(root);
    expect(diagnostics).toMatchObject([{ code: 'TLP381', message: expect.stringContaining('t\ufffdrk') }]);
  });

  it('a folder that does not exist, and a file', async () => {
    const root = await folderOf({ 'a.png': true });
    for (const name of ['nowhere', 'a.png']) {
      const error = await failureOf(join(root, name));
      expect(error.diagnostics).toMatchObject([{ code: 'TLP350', file: join(root, name) }]);
    }
  });

  it('a class all of whose images stand in another class too, saying that they were left out', async () => {
    const root = await folderOf(classes({ cat: 5, dog: 5 }));
    await symlink('cat', join(root, 'emu'));
    const { diagnostics } = await failureOf(root);
    expect(diagnostics.map((d) => d.code)).toEqual(['TLP355', 'TLP357']);
  });

  it('the same image in two splits, naming both', async () => {
    const same = await image('same');
    const root = await folderOf({
      ...classes({ 'train/cat': 4, 'train/dog': 4, 'test/cat': 2, 'test/dog': 2 }),
      'train/cat/s.png': same,
      'test/cat/t.png': same,
    });
    const [diagnostic] = (await failureOf(root, FOLDERS)).diagnostics;
    expect(diagnostic).toMatchObject({ code: 'TLP356' });
    expect(diagnostic!.message).toContain('train/cat/s.png = test/cat/t.png');
  });

  it('bad images together, ten at most', async () => {
    const root = await folderOf(classes({ cat: 3, dog: 3 }));
    for (let i = 0; i < 12; i++) await writeFile(join(root, `cat/bad${i}.png`), 'text');
    const { diagnostics } = await failureOf(root);
    expect(diagnostics).toHaveLength(10);
    expect(diagnostics[0]!.file).toBe(join(root, 'cat/bad0.png'));
  });

  it('a folder and an image that may not be read', async () => {
    const root = await folderOf(classes({ cat: 3, dog: 3 }));
    await chmod(root, 0o755);
    const asNobody = async (path: string) => {
      await chmod(join(root, path), 0);
      // The superuser may read everything.
      const superuser = process.geteuid?.() === 0;
      if (superuser) process.seteuid?.(65534);
      const error = await failureOf(root).finally(() => superuser && process.seteuid?.(0));
      await chmod(join(root, path), 0o755);
      expect(error.diagnostics).toMatchObject([{ code: 'TLP351', file: join(root, path) }]);
    };
    await asNobody('cat/1.png');
    await asNobody('dog');
  });
});
