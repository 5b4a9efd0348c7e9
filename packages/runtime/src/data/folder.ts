/** Lists a folder whose sub-folders are the classes. Looks at names only; no file is opened. */
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { hasImageName } from '@tlp/language/data/image-formats.js';
import { isHidden, isLeftover } from '@tlp/language/data/leftovers.js';
import { fail } from '@tlp/language/diagnostic.js';
import { compareNatural } from './natural.js';

export interface ClassFolder {
  readonly name: string;
  /** Paths of the images at any depth below the class's folder, relative to it, `/`-separated, sorted. */
  readonly images: readonly string[];
}

export interface FolderListing {
  /** In natural order of their names; a class may have no images. */
  readonly classes: readonly ClassFolder[];
  /** Images that lie in the folder itself and so have no class; absolute paths. */
  readonly strays: readonly string[];
  /** Files without an image's extension; absolute paths. */
  readonly others: readonly string[];
}

/**
 * @throws TLP350 where the folder does not exist or is a file, TLP351 where it or a folder below cannot be read.
 */
export async function listClassFolders(root: string): Promise<FolderListing> {
  const { folders, files } = await listFolder(root);
  const classes: ClassFolder[] = [];
  // A link back to the data folder would give each image every class.
  const top = await realpath(root);
  const others = files.filter((file) => !hasImageName(file)).map((file) => join(root, file));
  for (const name of folders.sort(compareNatural)) {
    const found = await listFiles(join(root, name), [top]);
    classes.push({ name, images: found.filter(hasImageName).sort(compareNatural) });
    others.push(...found.filter((file) => !hasImageName(file)).map((file) => join(root, name, file)));
  }
  const strays = files.filter(hasImageName).map((file) => join(root, file));
  return { classes, strays, others };
}

/**
 * Files below `root`, relative, `/`-separated. A link back to a folder already visited, or to one of `outside` (real
 * paths), is not followed.
 * @throws TLP350, TLP351 as {@link listClassFolders}
 */
export async function listFiles(root: string, outside: readonly string[] = []): Promise<string[]> {
  const visited = new Set(outside);
  const found: string[] = [];
  const visit = async (folder: string, prefix: string): Promise<void> => {
    const real = await realpath(folder);
    if (visited.has(real)) return;
    visited.add(real);
    const { folders, files } = await listFolder(folder);
    for (const file of files) found.push(prefix + file);
    for (const name of folders) await visit(join(folder, name), `${prefix}${name}/`);
  };
  await visit(root, '');
  return found;
}

/** The names in one folder; hidden ones and what is neither file nor folder are left out. Links are followed. */
export async function listFolder(path: string): Promise<{ folders: string[]; files: string[] }> {
  const folders: string[] = [];
  const files: string[] = [];
  for (const entry of await entriesOf(path)) {
    if (isHidden(entry.name) || isLeftover(entry.name)) continue;
    const kind = entry.isSymbolicLink() ? await stat(join(path, entry.name)).catch(() => null) : entry;
    if (kind?.isDirectory()) folders.push(entry.name);
    // A link that leads nowhere stays listed: reading it reports it by its path.
    else if (kind === null || kind.isFile()) files.push(entry.name);
  }
  return { folders, files };
}

async function entriesOf(path: string): Promise<Dirent[]> {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') {
      throw fail(
        'TLP350',
        `The data folder ${path} does not exist.`,
        'Correct the path, or put the images there.',
        {
          file: path,
          cause,
        },
      );
    }
    if (code === 'ENOTDIR') {
      throw fail(
        'TLP350',
        `The data path ${path} is a file, not a folder.`,
        `Name the folder that holds one sub-folder of images per class, not ${basename(path)}.`,
        { file: path, cause },
      );
    }
    throw fail(
      'TLP351',
      `The folder ${path} cannot be read (${code ?? String(cause)}).`,
      'Give yourself permission to read it, or move it out of the data folder.',
      { file: path, cause },
    );
  }
}
