/** Paths of files and folders as text, so that they mean the same in a browser: `/` and `\` both separate. */

const absolute = /^(?:[/\\]|[a-zA-Z]:[/\\])/;

/** `path` seen from the folder of `file`; an absolute path stays as it is. */
export function besideFile(file: string, path: string): string {
  if (absolute.test(path)) return path;
  const cut = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));
  const separator = cut >= 0 && file[cut] === '\\' ? '\\' : '/';
  const parts = cut >= 0 ? file.slice(0, cut).split(/[/\\]/) : [];
  for (const part of path.split(/[/\\]/)) {
    if (part === '..' && parts.length > 1 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join(separator);
}
