/** A zip archive that stands open: its directory is read at once, what lies in it on demand. */
import type { FileHandle } from 'node:fs/promises';
import { count } from '@tlp/language/quantities.js';
import { shown } from '@tlp/language/weights/shown.js';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { openRegular } from '../files/regular.js';
import { DamagedTensor } from './stored-tensor.js';

/** A file of PyTorch's has one a tensor and a few more; each takes two reads of the disk. */
const MOST_ENTRIES = 50_000;

/** Where an entry's bytes lie in the file. */
export interface Stretch {
  readonly position: number;
  readonly bytes: number;
  readonly crc32: number;
}

export interface ZipArchive {
  readonly names: readonly string[];
  /**
   * Undefined where there is no such entry.
   * @throws DamagedTensor where it was compressed or reaches beyond the file: neither PyTorch nor Keras compresses.
   */
  locate(name: string): Promise<Stretch | undefined>;
}

/** @throws DamagedTensor where the directory cannot be read. */
export async function withZip<T>(path: string, use: (archive: ZipArchive) => Promise<T>): Promise<T> {
  const file = await openRegular(path);
  const { size } = await file.stat();
  const reader = new WithinFile(file, size);
  try {
    const zip = await opened(() =>
      yauzl.fromRandomAccessReaderPromise(reader, size, { lazyEntries: true, autoClose: false }),
    );
    const entries = await opened(() => listEntries(zip));
    return await use({
      names: [...entries.keys()],
      locate: async (name) => {
        const entry = entries.get(name);
        return entry && opened(() => stretchOf(zip, entry));
      },
    });
  } finally {
    await file.close();
  }
}

/** The library asks for bytes at any position that an archive names, and does not bear that Node refuses some. */
class WithinFile extends yauzl.RandomAccessReader {
  readonly #file: FileHandle;
  readonly #size: number;

  constructor(file: FileHandle, size: number) {
    super();
    this.#file = file;
    this.#size = size;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    if (!(position >= 0 && position + length <= this.#size)) {
      callback(new Error('it names bytes beyond its end'));
      return;
    }
    this.#file
      .read(buffer, offset, length, position)
      .then(({ bytesRead }) => callback(null, bytesRead))
      // What the library makes of the bytes may fail too.
      .catch((error: Error) => callback(error));
  }

  override _readStreamForRange(): never {
    throw new Error('Entries are read from the file, not through the archive.');
  }

  override close(callback: (error: Error | null) => void): void {
    callback(null);
  }
}

async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > MOST_ENTRIES) {
    const [entries, most] = [zip.entryCount, MOST_ENTRIES].map(count);
    throw new DamagedTensor(`it is a zip file with ${entries} entries; the limit is ${most}`);
  }
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  return entries;
}

async function stretchOf(zip: ZipFile, entry: Entry): Promise<Stretch> {
  const { compressionMethod, uncompressedSize: bytes, crc32 } = entry;
  if (compressionMethod !== 0)
    throw new DamagedTensor('it was compressed again; it must be as its library wrote it');
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  if (fileDataStart + bytes > zip.fileSize)
    throw new DamagedTensor(`${shown(entry.fileName)} reaches beyond its end`);
  return { position: fileDataStart, bytes, crc32 };
}

/** Puts the zip reader's complaints into the words of a damaged file. */
async function opened<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DamagedTensor) throw error;
    const { message } = error as Error;
    const reason = /^End of central directory/.test(message)
      ? 'its end is missing'
      : `its zip directory cannot be read (${shown(message)})`;
    throw new DamagedTensor(reason, { cause: error });
  }
}
