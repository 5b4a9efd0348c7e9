/** How output calls a file. */
import { isAbsolute, relative, sep } from 'node:path';

/** Relative to the folder one stands in where the file lies below it, absolute where it does not. */
export function near(path: string, cwd: string): string {
  // What is no file of a folder, such as standard input, has a name of its own.
  if (!isAbsolute(path)) return path;
  const shown = relative(cwd, path);
  const outside = shown === '' || shown === '..' || shown.startsWith(`..${sep}`) || isAbsolute(shown);
  return outside ? path : shown;
}
