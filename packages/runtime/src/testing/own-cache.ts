import { mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { cacheRoot } from '../files/cache.js';

/**
 * For tests: from here on the process has a cache of its own in `folder`, with the native libraries of the user's: to
 * compile them takes 20 s of CPU. The environment is restored after each test file.
 */
export async function useOwnCache(folder: string): Promise<void> {
  const own = path.join(folder, 'cache');
  await mkdir(own, { recursive: true });
  const native = path.join(cacheRoot(), 'native');
  await mkdir(native, { recursive: true });
  await symlink(native, path.join(own, 'native'), 'junction');
  process.env.TLP_CACHE = own;
}
