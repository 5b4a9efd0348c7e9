/**
 * Names that look the same may be written in several ways in Unicode: `é` as one sign or as two. Systems and archives
 * change the one to the other, so names are compared in one form.
 */
import type { Walk } from './walk.js';

/** The name in Unicode's composed form. */
export const sameSpelling = (name: string): string => (isAscii(name) ? name : name.normalize('NFC'));

/** All spellings of a name in ASCII are the same. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
const isAscii = (name: string): boolean => /^[\x00-\x7f]*$/.test(name);

/** The folder as it is spelled on the disk; as it was where there is none. */
export function* spelledOnDisk(path: string): Walk<string> {
  if (isAscii(path) || (yield path)) return path;
  const at = path.search(/[/\\][^/\\]*$/);
  if (at <= 0) return path;
  const parent = yield* spelledOnDisk(path.slice(0, at));
  const wanted = sameSpelling(path.slice(at + 1));
  const found = (yield parent)?.entries.find(({ name, folder }) => folder && sameSpelling(name) === wanted);
  return `${parent}${path[at]}${found?.name ?? path.slice(at + 1)}`;
}
