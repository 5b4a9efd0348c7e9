/** Files of vectors in memory, for tests. */
import type { VectorHeader } from './format.js';
import { vectorsHead } from './open.js';

export interface ReadVectors {
  readonly form: string;
  readonly header: VectorHeader;
  readonly words: readonly string[];
  readonly ranks: readonly number[];
  readonly rows: readonly (readonly number[])[];
}

export const bytesOf = (...parts: readonly (string | ArrayBufferView)[]): Uint8Array => {
  const encoder = new TextEncoder();
  const bytes = parts.map((part) =>
    typeof part === 'string'
      ? encoder.encode(part)
      : new Uint8Array(part.buffer, part.byteOffset, part.byteLength),
  );
  const all = new Uint8Array(bytes.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of bytes) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/** All of a file, read so many bytes at a time. @throws ImportProblem */
export function readVectors(bytes: Uint8Array, piece = bytes.length): ReadVectors {
  const { format, header } = vectorsHead(bytes, bytes.length);
  const words: string[] = [];
  const ranks: number[] = [];
  const rows: (readonly number[])[] = [];
  const reader = format.rows(header, (word, rank, values) => {
    words.push(word);
    ranks.push(rank);
    rows.push([...values()]);
  });
  // One buffer for all pieces, as a file is read.
  const buffer = new Uint8Array(piece);
  for (let at = 0; at < bytes.length; at += piece) {
    const next = bytes.subarray(at, at + piece);
    buffer.set(next);
    reader.push(buffer.subarray(0, next.length));
  }
  reader.end();
  return { form: format.name, header, words, ranks, rows };
}
