/** Folders of small images for tests. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ImageData } from '@tlp/language/modalities/images/data.js';
import type { Split } from '@tlp/language/resolve/pipeline.js';
import sharp from 'sharp';
import { onTestFinished } from 'vitest';
import { createRandom } from '../../random.js';

/** A folder that is gone when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tlp-data-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** PNG of one colour that `name` decides: different names give different bytes. */
export function image(name: string, size = 8): Promise<Buffer> {
  const random = createRandom('image', name);
  const [r, g, b] = [random.int(256), random.int(256), random.int(256)];
  return sharp({ create: { width: size, height: size, channels: 3, background: { r, g, b } } })
    .withExif({ IFD0: { ImageDescription: name } })
    .png()
    .toBuffer();
}

/** Writes files by their path below a new folder; `true` stands for an image of its own, text for itself. */
export async function folderOf(files: Readonly<Record<string, true | string | Uint8Array>>): Promise<string> {
  const root = await temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content === true ? await image(path) : content);
  }
  return root;
}

/** `count` images a class: `{ 'cat/0.png': true, … }`. */
export function classes(counts: Readonly<Record<string, number>>): Record<string, true> {
  const paths = Object.entries(counts).flatMap(([name, n]) =>
    Array.from({ length: n }, (_, i) => `${name}/${i}.png`),
  );
  return Object.fromEntries(paths.map((path) => [path, true as const]));
}

export const STRATIFIED: Split = {
  kind: 'fraction',
  stratified: true,
  train: 0.75,
  validation: 0.1,
  test: 0.15,
};

export function imageData(path: string, split: Split = STRATIFIED): ImageData {
  return {
    kind: 'images',
    labels: { kind: 'folder' },
    path,
    split,
    augment: [],
    variants: null,
    batch: 4,
    balance: 'none',
    resize: 'stretch',
    channels: 3,
    unreadable: 'error',
    splitSeed: 0,
  };
}
