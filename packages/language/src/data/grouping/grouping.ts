/** What makes images a group that no two splits may share: shots of one patient, one camera, one burst. */
import { sameSpelling } from '../spelling.js';
import { groupInName, type NamePattern, parsePattern } from './name-pattern.js';

export type Grouping =
  /** The folders between the class folder and the image. */
  | { readonly kind: 'parent' }
  /** What stands at `{group}` in the file's name, see `name-pattern.ts`. */
  | { readonly kind: 'name'; readonly pattern: string }
  /** A column of the table that labels the images. */
  | { readonly kind: 'column'; readonly column: string };

/** The group of an image, and null where it is in none, so that it is a group of its own. */
export type GroupOf = (image: string) => string | null;

/**
 * Groups have the same name in every class: a patient may have images in several.
 * @param classFolders 1 where paths begin with the folder of a class, `cat/patient7/1.jpg`; 0 where a table has the classes
 */
export function groupsBy(grouping: Grouping, classFolders: 0 | 1 = 1): GroupOf {
  // The rows tell it, and no path does; see `data/table`.
  if (grouping.kind === 'column') return () => null;
  if (grouping.kind === 'parent') return (image) => parentOf(image, classFolders);
  const pattern = parsePattern(grouping.pattern);
  // A pattern that is none is an error of the pipeline, so that nothing is divided by it.
  return 'kind' in pattern ? () => null : (image) => groupByName(pattern, image);
}

function parentOf(image: string, classFolders: number): string | null {
  const folders = image.split('/').slice(classFolders, -1);
  return folders.length === 0 ? null : sameSpelling(folders.join('/'));
}

const groupByName = (pattern: NamePattern, image: string): string | null =>
  groupInName(pattern, image.slice(image.lastIndexOf('/') + 1)) ?? null;
