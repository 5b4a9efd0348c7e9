/**
 * What is known of the files of one folder, as a file: a line of JSON that says what follows and has its checksum, then
 * the entries as JSON. It is written whole, the last writer's counts, and one that is not as it was written is none.
 * The checksum is of the bytes, unlike that of `sealed.ts`: a hundred thousand entries are not written anew to be checked.
 */
import { readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { isRecord } from '@tlp/language/record.js';
import { removeLeftovers, writeFileAtomic } from '../atomic.js';
import { sha256 } from '../hash.js';

/** By a file's path in the folder: its stamp, a space, and its hash. */
export type Entries = ReadonlyMap<string, string>;

const FORMAT = 1;
const SUFFIX = '.json';

/** Folders whose files are known; those that were used longest ago are forgotten. */
const NOTES_KEPT = 1000;

/** The note of a folder, or of a single file, among those in `notes`. */
export const notePath = (notes: string, root: string): string =>
  path.join(notes, `${sha256(root).slice(0, 32)}${SUFFIX}`);

/** None where there is no note, or one that is damaged, another folder's or of another version. */
export async function readNote(note: string, root: string): Promise<Entries> {
  try {
    const bytes = await readFile(note);
    const end = bytes.indexOf('\n');
    const head: unknown = JSON.parse(bytes.toString('utf8', 0, end));
    const body = bytes.subarray(end + 1);
    const right = isRecord(head) && head.format === FORMAT && head.root === root;
    if (!right || head.sha256 !== sha256(body)) return new Map();
    const now = new Date();
    // When it was used, for those that are forgotten; failing that it only looks older than it is.
    await utimes(note, now, now).catch(() => undefined);
    return entriesOf(JSON.parse(body.toString()));
  } catch {
    return new Map();
  }
}

function entriesOf(list: unknown): Entries {
  const entries = new Map<string, string>();
  if (!Array.isArray(list)) return entries;
  for (let i = 0; i + 1 < list.length; i += 2) entries.set(String(list[i]), String(list[i + 1]));
  return entries;
}

/** Throws what the file system throws. */
export async function writeNote(note: string, root: string, entries: Entries): Promise<void> {
  const body = JSON.stringify([...entries].flat());
  const head = JSON.stringify({ format: FORMAT, root, sha256: sha256(body) });
  await writeFileAtomic(note, `${head}\n${body}`);
  await forget(path.dirname(note));
}

async function forget(notes: string): Promise<void> {
  await removeLeftovers(notes);
  const names = (await readdir(notes)).filter((name) => name.endsWith(SUFFIX));
  if (names.length <= NOTES_KEPT) return;
  const found = await Promise.all(
    names.map(async (name) => {
      const file = path.join(notes, name);
      return { file, usedAt: (await stat(file).catch(() => null))?.mtimeMs ?? 0 };
    }),
  );
  found.sort((a, b) => b.usedAt - a.usedAt);
  for (const { file } of found.slice(NOTES_KEPT)) await rm(file, { force: true });
}
