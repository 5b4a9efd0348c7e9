/** Looks for `.tlp` files in folders: those of an editor's workspace, or of the command line. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** A workspace that someone opened at the root of a disk is not searched to its end. */
const workspaceLimits = { folders: 5_000, files: 1_000, depth: 12 };

/** Nearer files first. Hidden folders, `node_modules` and links are passed over, and so is what can't be read. */
export async function findSources(
  uris: readonly string[],
  limits = workspaceLimits,
): Promise<readonly string[]> {
  const found: string[] = [];
  let level = uris.filter((uri) => uri.startsWith('file:')).map((uri) => fileURLToPath(uri));
  let folders = 0;
  for (let depth = 0; depth < limits.depth && level.length > 0; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      if (++folders > limits.folders || found.length >= limits.files) return found;
      const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
      for (const entry of entries) {
        if (entry.isFile() && entry.name.endsWith('.tlp')) {
          found.push(pathToFileURL(path.join(folder, entry.name)).href);
        } else if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules') {
          next.push(path.join(folder, entry.name));
        }
      }
    }
    level = next;
  }
  return found;
}
