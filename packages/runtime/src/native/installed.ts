import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** Written last into an installation: its presence means that everything else is there. */
export interface Installed {
  readonly source: 'official' | 'wheel';
  /** Version of TensorFlow's library. */
  readonly tensorflow: string;
  /** How the binding came: compiled here, shipped with the package, or downloaded. */
  readonly binding: 'compiled' | 'prebuilt' | 'downloaded';
  readonly platform: string;
  /** Bytes on the disk. */
  readonly bytes: number;
  /** Size of every file that loading needs, relative to the folder; a changed size means a damaged installation. */
  readonly files: Readonly<Record<string, number>>;
  readonly bindingPath: string;
}

export interface Installation extends Installed {
  readonly folder: string;
}

export const manifestName = 'installed.json';

/** Reads an installation; undefined where there is none or a file of it is missing or has another size. */
export async function readInstallation(folder: string): Promise<Installation | undefined> {
  let installed: Installed;
  try {
    installed = JSON.parse(await readFile(path.join(folder, manifestName), 'utf8')) as Installed;
  } catch {
    return undefined;
  }
  for (const [file, bytes] of Object.entries(installed.files)) {
    const size = await stat(path.join(folder, file)).then(
      (stats) => stats.size,
      () => -1,
    );
    if (size !== bytes) return undefined;
  }
  return { ...installed, folder };
}

/** Path of the binding, absolute. */
export function bindingOf(installation: Installation): string {
  return path.join(installation.folder, installation.bindingPath);
}
