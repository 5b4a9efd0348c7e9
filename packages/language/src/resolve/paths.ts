/** Paths of files and folders as text, so that they mean the same in a browser: `/` and `\` both separate. */

const absolute = /^(?:[/\\]|[a-zA-Z]:[/\\])/;

export const isAbsolute = (path: string): boolean => absolute.test(path);

/** `path` seen from the folder of `file`; an absolute path stays as it is. */
export function besideFile(file: string, path: string): string {
  if (absolute.test(path)) return path;
  const cut = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));
  const separator = cut >= 0 && file[cut] === '\\' ? '\\' : '/';
  const parts = cut >= 0 ? file.slice(0, cut).split(/[/\\]/) : [];
  for (const part of path.split(/[/\\]/)) {
    if (part === '..' && parts.length > 1 && parts.at(-1) !== '..') parts.pop();
    // Above the root there is nothing: the root stays.
    else if (part === '..' && absolute.test(file) && parts.length === 1) continue;
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join(separator);
}

/** The last part of a path. */
export const fileName = (path: string): string => path.split(/[/\\]/).at(-1) ?? '';

/** A path as short as it can be said from the folder of `file`: `shared/base.tlp`, `../base.tlp`. */
export function pathFrom(file: string, other: string): string {
  const from = file.split(/[/\\]/).slice(0, -1);
  const to = other.split(/[/\\]/);
  let same = 0;
  while (same < from.length && same < to.length - 1 && from[same] === to[same]) same++;
  // Nothing but the root in common: the whole path says more.
  if (same <= 1 && from.length > same) return other;
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/');
}
