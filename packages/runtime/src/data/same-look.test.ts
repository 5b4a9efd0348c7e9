import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandLineBudget, lookAtFolder } from '@tlp/language/data/look.js';
import { seenOf } from '@tlp/language/data/seen.js';
import { walkData } from '@tlp/language/data/sources.js';
import { imageFiles } from '@tlp/language/modalities/images/image-formats.js';
import type { Split } from '@tlp/language/resolve/pipeline.js';
import { describe, expect, test } from 'vitest';
import { diskFiles } from '../cli/disk-files.js';
import { folderOf, imageData, STRATIFIED } from '../modalities/images/testing.js';
import { walkDisk } from './folder.js';

/** Everything that people's data folders have in them, and that nobody means. */
async function oddFolder(): Promise<string> {
  const names = [
    ...['cat/1.png', 'cat/deep/2.JPG', 'cat/scan.bmp', 'cat/notes.txt', 'cat/@eaDir/1.png/T.jpg'],
    ...[
      'cafe\u0301/1.png',
      'caf\u00e9/2.png',
      '#recycle/cat/1.png',
      'Thumbs.db',
      'loose.webp',
      '.hidden/1.png',
    ],
    ...['runs/p/run.json', 'runs/p/model/model.json', 'runs/p/1.png', 'empty/.keep', 'train/cat/1.png'],
    ...['train/dog/1.png', 'test/cat/9.png', 'test/dog/9.png', 'val/1.png', 'heic/1.heic', 'p.tlp'],
  ];
  const root = await folderOf(Object.fromEntries(names.map((name) => [name, name])));
  if (process.platform === 'win32') return root;
  await symlink('..', join(root, 'cat/up'));
  await symlink('.', join(root, 'cat/self'));
  await symlink('../../train', join(root, 'test/cat/sideways'));
  await symlink('.', join(root, 'whole'));
  execFileSync('mkfifo', [join(root, 'cat/pipe.png')]);
  if (process.platform === 'linux') {
    const name = Buffer.concat([Buffer.from(join(root, 't')), Buffer.from([0xfc])]);
    await mkdir(name);
    await writeFile(Buffer.concat([name, Buffer.from('/1.png')]), 'x');
  }
  return root;
}

const folders = { kind: 'folders', validation: null, validationFraction: 0.1 } as const;

describe('a check and an editor see what a run finds', () => {
  test.each<[string, Split]>([
    ['all of it', STRATIFIED],
    ['its splits', { ...folders, train: 'train', test: 'test' }],
    ['a split that is not there', { ...folders, train: 'train', test: 'tests' }],
  ])('of %s', async (_, split) => {
    const data = imageData(await oddFolder(), split);
    const found = seenOf(await walkDisk(walkData(data, imageFiles)), data);
    // A folder whose name is not UTF-8 can be told of, but not be seen.
    expect({ ...lookAtFolder(diskFiles(), data, commandLineBudget), whole: true }).toEqual(found);
    expect(found.sources[0]?.classes.length).toBeGreaterThan(1);
  });

  test.skipIf(process.platform === 'win32')('with each image once, whatever links lead back', async () => {
    const data = imageData(await oddFolder());
    const { sources } = seenOf(await walkDisk(walkData(data, imageFiles)), data);
    const counts = Object.fromEntries(sources[0]!.classes.map(({ name, images }) => [name, images]));
    expect(counts).toMatchObject({ cat: 2, 'caf\u00e9': 2, heic: 0, train: 2, val: 1, whole: 0 });
    expect(Object.keys(counts)).not.toContain('runs');
  });
});
