/** The files around the texts, read from the disk. */
import { fstatSync, readdirSync, readSync, realpathSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { EditorFiles } from '@tlp/language/editor/files.js';
import { type FileEntry, largestText, type TensorHeaders } from '@tlp/language/files.js';
import type { ByteSource } from '@tlp/language/protobuf/source.js';
import { isHeld } from '../files/held.js';
import { withRegularSync } from '../files/regular.js';
import { weightHeaders } from '../weights/headers.js';
import { repositoryFolder } from '../weights/repository/place.js';

/**
 * How long a folder's listing is trusted without a look at the folder's time of change. Every version of a text is
 * judged anew, so this is what keeps typing from reading a data folder at every key.
 */
const trusted = 2_000;

interface Listing {
  readonly entries: readonly FileEntry[] | undefined;
  readonly at: number;
  /** When the folder was last changed, as the file system says. */
  readonly changed: number | undefined;
}

/**
 * What can't be read is not there, as far as the editor goes.
 * @param arrived called with URIs of weight files whose tensors have been read meanwhile
 * @param askTensors of a weight file that cannot be read here
 */
export function nodeFiles(
  now: () => number = Date.now,
  arrived: (uris: readonly string[]) => void = () => undefined,
  askTensors: (uri: string) => Promise<TensorHeaders | undefined> = async () => undefined,
): EditorFiles & { forget(uris: readonly string[]): void } {
  const listings = new Map<string, Listing>();
  const headers = weightHeaders(
    (file) => arrived([pathToFileURL(file).href]),
    (file) => askTensors(pathToFileURL(file).href),
  );
  return {
    complete: true,
    read: (uri) => attempt(uri, readText),
    head: (uri, bytes) => attempt(uri, (file) => readHead(file, bytes)),
    open: (uri) => attempt(uri, byteSource),
    stamp: (uri) =>
      attempt(uri, (file) => {
        const { size, mtimeMs, ino } = statSync(file);
        return `${size}:${mtimeMs}:${ino}`;
      }),
    size: (uri) => attempt(uri, (file) => statSync(file).size),
    isAbsent: (uri) => uri.startsWith('file:') && attempt(uri, statSync) === undefined,
    isHeld: (uri) => attempt(uri, isHeld) ?? false,
    list(uri) {
      const known = listings.get(uri);
      if (known && now() - known.at < trusted) return known.entries;
      const changed = attempt(uri, (folder) => statSync(folder).mtimeMs);
      const same = known !== undefined && known.changed !== undefined && known.changed === changed;
      const entries = same ? known.entries : attempt(uri, listFolder);
      listings.set(uri, { entries, at: now(), changed });
      return entries;
    },
    tensors: (uri) => attempt(uri, (file) => headers.tensors(file)),
    arriving: () => headers.reading(),
    repository: (repository) => repositoryFolder(repository),
    real: (uri) => attempt(uri, (folder) => realpathSync.native(folder)),
    forget: () => listings.clear(),
  };
}

function attempt<T>(uri: string, read: (file: string) => T): T | undefined {
  try {
    return uri.startsWith('file:') ? read(fileURLToPath(uri)) : undefined;
  } catch {
    return undefined;
  }
}

const text = new TextDecoder('utf-8', { ignoreBOM: true });

function readText(file: string): string | undefined {
  const bytes = readHead(file, largestText + 1);
  return bytes.length <= largestText ? text.decode(bytes) : undefined;
}

const readHead = (file: string, bytes: number): Uint8Array =>
  withRegularSync(file, (descriptor) => {
    // A header may claim to be longer than its file.
    const { size } = fstatSync(descriptor);
    const buffer = new Uint8Array(Math.min(bytes, Math.max(size, largestText) + 1));
    return buffer.subarray(0, readSync(descriptor, buffer, 0, buffer.length, 0));
  });

/** Opened for each read: a reader may keep it, and nothing has to be closed. */
const byteSource = (file: string): ByteSource => ({
  size: withRegularSync(file, (descriptor) => fstatSync(descriptor).size),
  read: (position, length) =>
    withRegularSync(file, (descriptor) => {
      const buffer = new Uint8Array(length);
      if (readSync(descriptor, buffer, 0, length, position) < length)
        throw new Error(`${file} became shorter.`);
      return buffer;
    }),
});

/** Links count as what they lead to. Those that lead nowhere are left out, and so are pipes and devices. */
function listFolder(folder: string): readonly FileEntry[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): FileEntry[] => {
    const kind = entry.isSymbolicLink() ? targetOf(path.join(folder, entry.name)) : entry;
    return kind?.isDirectory() || kind?.isFile() ? [{ name: entry.name, folder: kind.isDirectory() }] : [];
  });
}

/** Undefined of a link that leads nowhere, or in circles. */
function targetOf(link: string): Stats | undefined {
  try {
    return statSync(link, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
