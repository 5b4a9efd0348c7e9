/** Which image a row means: its path as people and other libraries write it. */
import { besideFile } from '../../resolve/paths.js';
import { sameSpelling } from '../spelling.js';

/** The images that a written path may mean: none, one, or several. */
export type FileIndex = (written: string) => readonly string[];

/**
 * A row's path is one below the data folder, or beside the table, as pandas and Keras have it. Its ending may be left
 * out, as fastai's `suff` adds it; a name without folders may lie in any folder.
 * @param images relative to the data folder, `/`-separated
 * @param folder of the data
 * @param table the table's own path
 */
export function indexFiles(images: readonly string[], folder: string, table: string): FileIndex {
  const paths = new Map(images.map((image) => [sameSpelling(image), [image]]));
  // Most tables write whole paths, so that nothing else is ever looked up.
  const stems = once(() => groupOf(images, stemOf));
  const names = once(() => groupOf(images, nameOf));
  const nameStems = once(() => groupOf(images, (image) => stemOf(nameOf(image))));
  const root = `${slashed(folder)}/`;

  return (written) => {
    const plain = slashed(sameSpelling(written)).replace(/^(?:\.\/)+/, '');
    const exact = paths.get(plain);
    if (exact) return exact;
    const beside = slashed(besideFile(table, plain));
    const below = beside.startsWith(root) ? beside.slice(root.length) : undefined;
    const places = below === undefined || below === plain ? [plain] : [plain, below];
    const first = (found: (place: string) => readonly string[] | undefined): readonly string[] | undefined =>
      places.map(found).find((files) => files !== undefined);
    return (
      first((place) => paths.get(place)) ??
      first((place) => stems().get(place)) ??
      (plain.includes('/') ? undefined : (names().get(plain) ?? nameStems().get(plain))) ??
      []
    );
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

const slashed = (path: string): string =>
  /\\|\/\//.test(path) ? path.replaceAll('\\', '/').replaceAll(/\/{2,}/g, '/') : path;

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Without its ending. */
const stemOf = (path: string): string => path.replace(/\.[^./]+$/, '');

function groupOf(images: readonly string[], keyOf: (image: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const image of images) {
    const key = sameSpelling(keyOf(image));
    const group = groups.get(key);
    if (group) group.push(image);
    else groups.set(key, [image]);
  }
  return groups;
}
