/** A file of vectors from its beginning to its end, a piece at a time. */
import { modelInvalid } from '@tlp/language/checks/backbone/model-invalid.js';
import { failBy } from '@tlp/language/checks/raise.js';
import { fileName } from '@tlp/language/import/card.js';
import { ImportProblem } from '@tlp/language/import/model.js';
import type { OnWord } from '@tlp/language/import/vectors/format.js';
import { headBytes, vectorsHead } from '@tlp/language/import/vectors/open.js';
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
    const { format, header } = vectorsHead(head, size);
    const reader = format.rows(header, onWord);
    const piece = Buffer.alloc(Math.max(1, Math.min(size, pieceBytes)));
    for (let position = 0; ; ) {
      signal?.throwIfAborted();
      const { bytesRead } = await file.read(piece, 0, piece.length, position);
      if (bytesRead === 0) break;
      reader.push(piece.subarray(0, bytesRead));
      position += bytesRead;
    }
    reader.end();
  } finally {
    await file.close();
  }
}
