/** Folders with a few training images of each class, and the same validation and test images for all. */
import { cp, mkdir, readdir, rm, symlink } from 'node:fs/promises';
import path from 'node:path';

/** @param each images of a class, 0 for all @returns the folder, in `work` */
export async function subset(data, work, each, seed) {
  const folder = path.join(work, `${each || 'all'}-${seed}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(path.join(folder, 'train'), { recursive: true });
  for (const split of ['validation', 'test']) await symlink(path.join(data, split), path.join(folder, split));
  for (const name of await readdir(path.join(data, 'train'))) {
    const from = path.join(data, 'train', name);
    const to = path.join(folder, 'train', name);
    await mkdir(to);
    const files = (await readdir(from)).sort();
    for (const file of each === 0 ? files : some(files, each, seed)) {
      await cp(path.join(from, file), path.join(to, file));
    }
  }
  return folder;
}

/** Drawn without order, others for each seed. */
function some(files, count, seed) {
  let state = seed * 2654435761;
  const keyed = files.map((file) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 374761393) >>> 0;
    return { file, key: state };
  });
  return keyed
    .sort((a, b) => a.key - b.key)
    .slice(0, count)
    .map(({ file }) => file);
}
