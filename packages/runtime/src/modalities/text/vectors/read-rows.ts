/** A file of vectors from its beginning to its end, a piece at a time. */
import type { FileHandle } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { modelInvalid } from '@tlp/language/checks/backbone/model-invalid.js';
import { failBy } from '@tlp/language/checks/raise.js';
import { errorText } from '@tlp/language/error-text.js';
import { ImportProblem } from '@tlp/language/import/model.js';
import type { OnWord } from '@tlp/language/import/vectors/format.js';
import { headBytes, vectorsHead } from '@tlp/language/import/vectors/open.js';
import { fileName } from '@tlp/language/resolve/paths.js';
import { openRegular, whyUnread } from '../../../files/regular.js';

/** Read at once: enough that the disk is no bottleneck, and little memory. */
const pieceBytes = 1 << 20;

/** @throws TlpError TLP209 with the line or the byte where the file is damaged; the signal's reason */
export async function readRows(path: string, onWord: OnWord, signal?: AbortSignal): Promise<void> {
  try {
    await readFile(path, onWord, signal);
  } catch (cause) {
    signal?.throwIfAborted();
    const isSystem = cause instanceof Error && 'code' in cause;
    if (!(cause instanceof ImportProblem) && !isSystem) throw cause;
    const problem = isSystem ? `it cannot be read (${whyUnread(cause)})` : cause.message;
    throw failBy(modelInvalid, { name: fileName(path), problem, format: 'vectors' }, { file: path, cause });
  }
}

async function readFile(path: string, onWord: OnWord, signal: AbortSignal | undefined): Promise<void> {
  const file = await openRegular(path);
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(Math.min(size, headBytes));
    await file.read(head, 0, head.length, 0);
    const { format, header, packed } = vectorsHead(head, size);
    const reader = format.rows(header, onWord);
    const pieces = piecesOf(file, Math.max(1, Math.min(size, pieceBytes)));
    for await (const piece of packed ? unpacked(pieces) : pieces) {
      signal?.throwIfAborted();
      reader.push(piece);
    }
    reader.end();
  } finally {
    await file.close();
  }
}

/** A file's bytes in order. */
async function* piecesOf(file: FileHandle, bytes: number): AsyncGenerator<Buffer> {
  for (let position = 0; ; ) {
    // Each its own: what unpacks them may still hold the one before.
    const piece = Buffer.allocUnsafe(bytes);
    const { bytesRead } = await file.read(piece, 0, piece.length, position);
    if (bytesRead === 0) return;
    yield piece.subarray(0, bytesRead);
    position += bytesRead;
  }
}

async function* unpacked(pieces: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array> {
  // Each ends the other where one of them fails or is left; what went wrong, the loop meets.
  const gunzip = pipeline(Readable.from(pieces, { objectMode: false }), createGunzip(), () => undefined);
  try {
    for await (const piece of gunzip) yield piece;
  } catch (error) {
    throw new ImportProblem(`it is packed by gzip, and damaged (${errorText(error)})`);
  }
}
