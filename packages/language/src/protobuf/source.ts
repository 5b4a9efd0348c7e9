/** Bytes by position: a file that is read in pieces, or memory. */

export interface ByteSource {
  readonly size: number;
  /**
   * Exactly these bytes; may be a view of what the source keeps. Callers stay within `size`.
   * @throws what the file system throws; Error where the file became shorter
   */
  read(position: number, length: number): Uint8Array;
}

/** Contiguous bytes of a source. */
export interface Stretch {
  readonly position: number;
  readonly length: number;
}

export const wholeOf = ({ size }: ByteSource): Stretch => ({ position: 0, length: size });

export const bytesSource = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: (position, length) => bytes.subarray(position, position + length),
});

const windowBytes = 1 << 16;

/** The same bytes, read 64 KiB at a time, so that a walk over small fields costs few reads of the file. */
export function windowed(source: ByteSource): ByteSource {
  let start = 0;
  let window: Uint8Array = new Uint8Array(0);
  return {
    size: source.size,
    read(position, length) {
      if (length > windowBytes) return source.read(position, length);
      if (position < start || position + length > start + window.length) {
        start = position;
        window = source.read(position, Math.min(windowBytes, source.size - position));
      }
      return window.subarray(position - start, position - start + length);
    },
  };
}
