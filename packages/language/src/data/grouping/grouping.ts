/** What makes images a group that no two splits may share: shots of one patient, one camera, one burst. */
import { sameSpelling } from '../spelling.js';
import { groupInName, type NamePattern, parsePattern } from './name-pattern.js';

export type Grouping =
  /** The folders between the class folder and the image. */
  | { readonly kind: 'parent' }
  /** What stands at `{group}` in the file's name, see `name-pattern.ts`. */
  | { readonly kind: 'name'; readonly pattern: string };

/** The group of an image, and null where it is in none, so that it is a group of its own. */
export type GroupOf = (image: string) => string | null;

/**
 * Groups have the same name in every class: a patient may have images in several.
 * @returns a function of paths relative to the folder of class folders, `cat/patient7/1.jpg`
 */
export function groupsBy(grouping: Grouping): GroupOf {
  if (grouping.kind === 'parent') return parentOf;
  const pattern = parsePattern(grouping.pattern);
  // A pattern that is none is an error of the pipeline, so that nothing is divided by it.
  return 'kind' in pattern ? () => null : (image) => groupByName(pattern, image);
}

function parentOf(image: string): string | null {
  const folders = image.split('/').slice(1, -1);
  return folders.length === 0 ? null : sameSpelling(folders.join('/'));
}

const groupByName = (pattern: NamePattern, image: string): string | null =>
  groupInName(pattern, image.slice(image.lastIndexOf('/') + 1)) ?? null;
