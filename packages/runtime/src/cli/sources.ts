/** The `.tlp` files that a command line names: files as they are, folders with all such files below them, `-`. */
import { stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compareNatural } from '@tlp/language/data/natural.js';
import { fail } from '@tlp/language/diagnostic.js';
import { findSources } from '../lsp/find-sources.js';

/** A folder that was asked for is searched to its end. */
const limits = { folders: Infinity, files: Infinity, depth: Infinity };

/**
 * Paths in the order of the arguments, a folder's own in natural order; each file once. What is no folder is left to
 * who reads it.
 * @throws TlpError TLP872 where a folder has no `.tlp` file
 */
export async function expandSources(paths: readonly string[], cwd: string): Promise<readonly string[]> {
  const found = new Map<string, string>();
  const add = (path: string): void => {
    const file = resolve(cwd, path);
    if (!found.has(file)) found.set(file, path);
  };
  for (const path of paths) {
    const folder = resolve(cwd, path);
    if (path === '-' || !(await stat(folder).catch(() => null))?.isDirectory()) {
      add(path);
      continue;
    }
    const uris = await findSources([pathToFileURL(folder).href], limits);
    if (uris.length === 0) {
      throw fail('TLP872', `The folder ${path} has no .tlp files.`, 'Give a .tlp file or another folder.', {
        exitCode: 2,
      });
    }
    const names = uris.map((uri) => relative(folder, fileURLToPath(uri)));
    for (const name of names.sort(compareNatural)) add(join(path, name));
  }
  return [...found.values()];
}
