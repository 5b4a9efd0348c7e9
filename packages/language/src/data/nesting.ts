/** One folder level too many, as archives and downloads make it. */
import { splitOfFolder } from './split-folders.js';

export interface Level {
  /** Relative to the folder that was looked at, `/`-separated. */
  readonly path: string;
  readonly folders: readonly string[];
}

/**
 * The first folder below that has several folders, or one that is named like a split, when all images lie in these.
 * @param images relative to the folder, `/`-separated
 * @param splits whether folders of splits may be there
 */
export function classLevel(images: readonly string[], splits = true): Level | undefined {
  const paths = images.map((image) => image.split('/').slice(0, -1));
  for (let depth = 0; paths.length > 0; depth++) {
    if (paths.some((path) => path.length <= depth)) return undefined;
    const folders = [...new Set(paths.map((path) => path[depth]!))];
    if (folders.length === 1 && !(splits && isSplit(folders[0]!, paths, depth))) continue;
    return depth === 0 ? undefined : { path: paths[0]!.slice(0, depth).join('/'), folders };
  }
  return undefined;
}

const isSplit = (name: string, paths: readonly (readonly string[])[], depth: number): boolean =>
  splitOfFolder(name) !== undefined && paths.every((path) => path.length > depth + 1);

/** True where most images lie in folders below, as in the folder of a split. @param images as for {@link classLevel} */
export function holdsFolders(images: readonly string[]): boolean {
  const below = images.filter((image) => image.includes('/')).length;
  return below > images.length - below;
}
