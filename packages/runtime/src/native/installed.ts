import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { isRecord } from '@tlp/language/record.js';
import { damageOf } from './verify.js';

/** Written last into an installation: its presence means that everything else is there. */
export interface Installed {
  readonly source: 'official' | 'wheel';
  /** Version of TensorFlow's library. */
  readonly tensorflow: string;
  /** How the binding came: compiled here, or shipped with the package. */
  readonly binding: 'compiled' | 'prebuilt';
  readonly platform: string;
  /** Bytes on the disk. */
  readonly bytes: number;
  /** Size of every file that loading needs, relative to the folder. */
  readonly files: Readonly<Record<string, number>>;
  readonly bindingPath: string;
}

export interface Installation extends Installed {
  readonly folder: string;
}

/** An installation that is not what was installed, and why, as a clause. */
export interface Damaged {
  readonly folder: string;
  readonly damage: string;
}

export const manifestName = 'installed.json';

/**
 * Reads an installation and verifies its files; undefined where there is none.
 * @param published SHA-256 of files by their path in the folder, as far as they are known beforehand
 */
export async function readInstallation(
  folder: string,
  published: Readonly<Record<string, string>> = {},
): Promise<Installation | Damaged | undefined> {
  const text = await readFile(path.join(folder, manifestName), 'utf8').catch((error: Error) => error);
  if (text instanceof Error) {
    // The folder is put in its place whole, so one without a manifest has lost it.
    const there = await stat(folder).catch(() => undefined);
    return there && { folder, damage: `${manifestName} is missing or cannot be read` };
  }
  const installed = parseManifest(text);
  if (installed === undefined) return { folder, damage: `${manifestName} has been changed` };
  const damage = await damageOf(folder, installed.files, published);
  return damage === undefined ? { ...installed, folder } : { folder, damage };
}

function parseManifest(text: string): Installed | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || !isRecord(value.files)) return undefined;
  const { source, tensorflow, binding, platform, bytes, files, bindingPath } = value;
  const known =
    (source === 'official' || source === 'wheel') &&
    ['compiled', 'prebuilt'].includes(String(binding)) &&
    [tensorflow, platform, bindingPath].every((text) => typeof text === 'string') &&
    typeof bytes === 'number' &&
    Object.values(files).every((size) => typeof size === 'number') &&
    // What is loaded is among the files that are verified.
    Object.hasOwn(files, String(bindingPath));
  return known ? (value as unknown as Installed) : undefined;
}

/** Path of the binding, absolute. */
export function bindingOf(installation: Installation): string {
  return path.join(installation.folder, installation.bindingPath);
}
