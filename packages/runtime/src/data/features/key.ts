/** Keys of the feature store: what names a folder of rows, and which folders there are. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRecord } from '@tlp/language/record.js';
import { cacheFolder } from '../../files/cache.js';

/** Plain JSON: hashes of weights and frozen graph, preprocessing, input size, resize, decoder version. */
export type FeatureKey = Readonly<Record<string, unknown>>;

export const KEY_FILE = 'key.json';

/** Of a key, below the store's own folder. */
export const keyFolder = (key: FeatureKey): string =>
  createHash('sha256').update(canonical(key)).digest('hex').slice(0, 32);

/** JSON with the keys of every object sorted, so that equal keys have equal text. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, v: unknown) =>
    isRecord(v) ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1))) : v,
  );
}

/** The keys that rows have been stored under, those that cannot be read left out. @param folder of the store */
export async function storedKeys(folder = cacheFolder('features')): Promise<readonly FeatureKey[]> {
  const names = await readdir(folder).catch(() => []);
  const keys = names.map(async (name) => {
    const text = await readFile(join(folder, name, KEY_FILE), 'utf8').catch(() => '');
    const key = parsed(text);
    // A key that was changed names another folder.
    return key && keyFolder(key) === name ? [key] : [];
  });
  return (await Promise.all(keys)).flat();
}

function parsed(text: string): FeatureKey | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}
