import { cp, link, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { readInstallation } from './installed.js';
import type { Target, WheelSource } from './target.js';

/**
 * Takes TensorFlow's libraries and headers from an installation of the same version beside `folder`, as an older TLP with other ops of its
 * own leaves it. The libraries are linked, so that they take no more room and nothing is downloaded. False where there is none that is whole.
 */
export async function takeFromSibling(
  target: Target,
  { version, libraries }: WheelSource,
  folder: string,
): Promise<boolean> {
  const root = path.dirname(folder);
  for (const name of await readdir(root)) {
    if (!name.startsWith(`tensorflow-${version}-`) || !name.endsWith(target.id)) continue;
    const sibling = path.join(root, name);
    const found = await readInstallation(sibling, libraries);
    if (!found || 'damage' in found || found.source !== 'wheel') continue;
    for (const file of Object.keys(libraries)) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await link(path.join(sibling, file), path.join(folder, file));
    }
    await cp(path.join(sibling, 'include'), path.join(folder, 'include'), { recursive: true });
    return true;
  }
  return false;
}
