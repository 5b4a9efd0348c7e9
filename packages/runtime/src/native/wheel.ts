import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';

/**
 * Unpacks the entries of a zip archive for which `place` names a destination, relative to `folder`; the reader checks
 * each entry's length. Returns the number of bytes written. Throws what the reader or the disk throws.
 */
export async function unpackZip(
  file: string,
  folder: string,
  place: (entry: string) => string | undefined,
  onBytes: (bytes: number) => void = () => undefined,
): Promise<number> {
  const zip = await openZip(file);
  let written = 0;
  try {
    for (let entry = await nextEntry(zip); entry !== undefined; entry = await nextEntry(zip)) {
      const destination = entry.fileName.endsWith('/') ? undefined : place(entry.fileName);
      if (destination === undefined) continue;
      const target = path.join(folder, destination);
      await mkdir(path.dirname(target), { recursive: true });
      const stream = await openEntry(zip, entry);
      stream.on('data', (chunk: Buffer) => {
        written += chunk.length;
        onBytes(written);
      });
      await pipeline(stream, createWriteStream(target));
    }
  } finally {
    zip.close();
  }
  return written;
}

function openZip(file: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true, autoClose: false }, (error, zip) =>
      error ? reject(error) : resolve(zip),
    );
  });
}

function nextEntry(zip: yauzl.ZipFile): Promise<yauzl.Entry | undefined> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      zip.off('entry', onEntry).off('end', onEnd).off('error', onError);
    };
    const onEntry = (entry: yauzl.Entry) => {
      stop();
      resolve(entry);
    };
    const onEnd = () => {
      stop();
      resolve(undefined);
    };
    const onError = (error: Error) => {
      stop();
      reject(error);
    };
    zip.on('entry', onEntry).on('end', onEnd).on('error', onError);
    zip.readEntry();
  });
}

function openEntry(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
  });
}
