/**
 * Is a library still what was installed? Its sizes and times are looked at on every start, its bytes (600 MB, seconds)
 * when a time differs from the one at which they were last found right.
 */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { isRecord } from '@tlp/language/record.js';
import { writeFileAtomic } from '../files/atomic.js';
import { sha256File } from '../files/hash.js';

/** A file as it was when its bytes were last hashed. */
interface Seal {
  readonly mtimeMs: number;
  readonly sha256: string;
}

export const sealsName = 'verified.json';

/**
 * Why the files are not those that were installed, as a clause; undefined where they are.
 * @param sizes of every file, by its path in the folder
 * @param published their SHA-256, as far as it is known; otherwise what was hashed first counts
 */
export async function damageOf(
  folder: string,
  sizes: Readonly<Record<string, number>>,
  published: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const before = await readSeals(folder);
  const seals: Record<string, Seal> = {};
  for (const [file, size] of Object.entries(sizes)) {
    const stats = await stat(path.join(folder, file)).catch(() => undefined);
    if (stats === undefined) return `${file} is missing`;
    if (stats.size !== size) return `${file} has ${stats.size} bytes instead of ${size}`;
    const seal = before[file];
    const expected = published[file] ?? seal?.sha256;
    const unchanged = seal?.mtimeMs === stats.mtimeMs && seal.sha256 === expected;
    const sha256 = unchanged ? seal.sha256 : await sha256File(path.join(folder, file));
    if (expected !== undefined && sha256 !== expected) return `${file} has changed since it was installed`;
    seals[file] = { mtimeMs: stats.mtimeMs, sha256 };
  }
  const text = `${JSON.stringify(seals, null, 2)}\n`;
  // Where the cache cannot be written, they are hashed again the next time.
  if (text !== `${JSON.stringify(before, null, 2)}\n`) {
    await writeFileAtomic(path.join(folder, sealsName), text).catch(() => undefined);
  }
  return undefined;
}

/** None where they are missing or damaged: then everything is hashed. */
async function readSeals(folder: string): Promise<Readonly<Record<string, Seal>>> {
  try {
    const seals: unknown = JSON.parse(await readFile(path.join(folder, sealsName), 'utf8'));
    const valid =
      isRecord(seals) &&
      Object.values(seals).every(
        (seal) => isRecord(seal) && typeof seal.mtimeMs === 'number' && typeof seal.sha256 === 'string',
      );
    return valid ? (seals as unknown as Record<string, Seal>) : {};
  } catch {
    return {};
  }
}
