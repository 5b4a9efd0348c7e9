import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeFiles } from '../lsp/node-files.js';
import { decodeImage } from '../modalities/images/read-image.js';
import { thumbnail } from '../modalities/images/thumbnails.js';
import { openWeightFile } from '../weights/open.js';
import { sha256File } from './hash.js';
import { knownHash } from './known/known-files.js';
import { NotAFile, openRegular, readRegular } from './regular.js';

let folder: string;
let pipe: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-regular-'));
  pipe = path.join(folder, 'image.png');
  if (process.platform !== 'win32') execFileSync('mkfifo', [pipe]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('reads a file', async () => {
  const file = path.join(folder, 'a.txt');
  await writeFile(file, 'hello');
  expect((await readRegular(file)).toString()).toBe('hello');
});

test('says that a folder is one', async () => {
  await mkdir(path.join(folder, 'sub'));
  await expect(openRegular(path.join(folder, 'sub'))).rejects.toMatchObject({
    code: 'EISDIR',
    message: 'it is a folder, not a file',
  });
});

describe.skipIf(process.platform === 'win32')('does not wait for a pipe', () => {
  const at = { size: 8, resize: 'stretch', interpolation: 'bilinear' } as const;

  test.each([
    ['when an image is hashed', () => knownHash(pipe)],
    ['when a file is hashed', () => sha256File(pipe)],
  ])('%s', async (_, read) => {
    await expect(read()).rejects.toThrow(NotAFile);
  });

  test.each([
    ['when an image is decoded', 'TLP351', () => decodeImage({ path: pipe }, at)],
    ['when weights are opened', 'TLP257', () => openWeightFile(pipe)],
  ])('%s', async (_, code, read) => {
    await expect(read()).rejects.toMatchObject({
      diagnostics: [{ code, message: expect.stringContaining('it is a pipe, not a file') }],
    });
  });

  test('when a report shows an image', async () => {
    expect(await thumbnail(pipe)).toBeNull();
  });

  test('nor for a device, where an editor or an import reads', () => {
    for (const file of [pipe, '/dev/zero']) {
      const uri = pathToFileURL(file).href;
      expect([nodeFiles().read(uri), nodeFiles().head(uri, 8)]).toEqual([undefined, undefined]);
    }
  });
});
