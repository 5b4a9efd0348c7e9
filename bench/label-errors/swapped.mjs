/** The emoji images with some of their labels swapped: links to the images, in the folders of other classes. */
import { mkdir, mkdtemp, readdir, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { randomOf } from '../../tools/lib/random.mjs';

/** Splits whose labels are swapped; the test is judged by the right ones. */
const noisy = ['train', 'validation'];

/**
 * @param share of the labels that another class gets, each class as likely as any other
 * @returns the folder, and which examples in it have a wrong label
 */
export async function swappedCopy(data, share, seed) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-swapped-'));
  const random = randomOf(seed);
  const images = await imagesIn(data);
  const classes = [...new Set(images.map(({ label }) => label))];
  const may = images.filter(({ split }) => noisy.includes(split));
  const chosen = new Set(shuffled(may, random).slice(0, Math.round(share * may.length)));
  const wrong = [];
  for (const image of images) {
    const { split, label, name } = image;
    const others = classes.filter((one) => one !== label);
    const given = chosen.has(image) ? random.of(others) : label;
    if (given !== label) wrong.push(`${split}/${given}/${name}`);
    await mkdir(path.join(folder, split, given), { recursive: true });
    await symlink(path.join(data, split, label, name), path.join(folder, split, given, name));
  }
  return { folder, wrong };
}

async function imagesIn(data) {
  const images = [];
  for (const split of [...noisy, 'test'])
    for (const label of (await readdir(path.join(data, split))).sort())
      for (const name of (await readdir(path.join(data, split, label))).sort())
        images.push({ split, label, name });
  return images;
}

function shuffled(items, random) {
  const all = [...items];
  for (let i = all.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [all[i], all[j]] = [all[j], all[i]];
  }
  return all;
}
