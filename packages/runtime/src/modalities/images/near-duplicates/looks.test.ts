import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Split } from '@tlp/language/resolve/pipeline.js';
import sharp, { type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import { createRandom } from '../../../random.js';
import { openImages } from '../open.js';
import { folderOf, imageData, temporaryFolder } from '../testing.js';

const folders: Split = {
  kind: 'folders',
  train: 'train',
  validation: 'val',
  test: 'test',
  validationFraction: 0,
};

/** Random spots, smoothed. */
function photo(name: string): Sharp {
  const random = createRandom('photo', name);
  const data = Buffer.from(Array.from({ length: 8 * 8 * 3 }, () => random.int(256)));
  return sharp(data, { raw: { width: 8, height: 8, channels: 3 } }).resize(100, 100, { kernel: 'cubic' });
}

/** Ten images a split and class, of which some are copies of one of training. */
async function images(copies: Readonly<Record<string, string>>): Promise<string> {
  const names = ['train', 'val', 'test'].flatMap((split) =>
    ['cat', 'dog'].flatMap((label) => [0, 1, 2].map((i) => `${split}/${label}/${i}.png`)),
  );
  const files = await Promise.all(
    names.map(async (name): Promise<[string, Buffer]> => {
      const original = copies[name];
      if (original === undefined) return [name, await photo(name).png().toBuffer()];
      const copy = await photo(original).png().toBuffer();
      return [name, await sharp(copy).resize(80, 80).jpeg({ quality: 70 }).toBuffer()];
    }),
  );
  return folderOf(Object.fromEntries(files));
}

const warningsOf = async (root: string, featureFolder: string, decoded: string[] = []) => {
  const { warnings } = await openImages(imageData(root, folders), {
    reads: true,
    check: { featureFolder, onItem: () => decoded.push('image') },
  });
  return warnings;
};

test('copies in other splits are told, each image once, and decoded once', async () => {
  const root = await images({
    'test/cat/0.png': 'train/cat/1.png',
    'val/dog/2.png': 'train/dog/0.png',
    'test/dog/1.png': 'val/dog/1.png',
  });
  const featureFolder = join(await temporaryFolder(), 'features');
  const decoded: string[] = [];
  const told = await warningsOf(root, featureFolder, decoded);
  expect(told).toMatchObject([{ code: 'TLP392', severity: 'warning', file: root }]);
  expect(told[0]!.message).toMatch(/^3 images that are held out look nearly like one of another split: /);
  for (const pair of [
    'test/cat/0.png and train/cat/1.png',
    'val/dog/2.png and train/dog/0.png',
    'test/dog/1.png and val/dog/1.png',
  ])
    expect(told[0]!.message).toContain(pair);
  expect(decoded).toHaveLength(18);
  expect(await warningsOf(root, featureFolder, decoded)).toEqual(told);
  expect(decoded).toHaveLength(18);
});

test('what was found of a data set is told again under the names of now, until it changes', async () => {
  const root = await images({ 'test/cat/0.png': 'train/cat/1.png' });
  const featureFolder = join(await temporaryFolder(), 'features');
  const [told] = await warningsOf(root, featureFolder);
  expect(await warningsOf(root, featureFolder)).toEqual([told]);
  // In the same place of the natural order.
  await rename(join(root, 'test/cat/0.png'), join(root, 'test/cat/00.png'));
  const [renamed] = await warningsOf(root, featureFolder);
  expect(renamed!.message).toBe(told!.message.replace('test/cat/0.png', 'test/cat/00.png'));
  // What is copied now is found anew.
  await sharp(join(root, 'train/dog/1.png')).resize(70, 70).png().toFile(join(root, 'val/dog/3.png'));
  expect((await warningsOf(root, featureFolder))[0]!.message).toContain('val/dog/3.png and train/dog/1.png');
});

test('images of their own are not told', async () => {
  expect(await warningsOf(await images({}), join(await temporaryFolder(), 'features'))).toEqual([]);
});
