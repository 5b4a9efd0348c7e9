/** Where the user's `tlp` is. */
import { join } from 'node:path';

export interface Cli {
  readonly command: string;
  readonly args: readonly string[];
  /** npm's commands are scripts on Windows, which only a shell starts. */
  readonly shell: boolean;
}

/** @param path the setting; empty where the user left it alone */
export function locate({
  path,
  folder,
  platform,
  exists,
}: {
  readonly path: string;
  readonly folder: string | undefined;
  readonly platform: string;
  exists(path: string): boolean;
}): Cli {
  if (/\.[cm]?js$/.test(path)) return { command: 'node', args: [path], shell: false };
  const shell = platform === 'win32';
  const local = folder && join(folder, 'node_modules', '.bin', shell ? 'tlp.cmd' : 'tlp');
  if (path !== '') return { command: path, args: [], shell };
  return { command: local && exists(local) ? local : 'tlp', args: [], shell };
}
