/**
 * Memory for bytes that are needed for a moment, such as those of a file while it is decoded. Each new buffer outside of JavaScript's
 * heap brings the next collection nearer, and megabytes for each of many files keep it collecting.
 */

/** Calls `use` with at least `size` bytes, which are somebody else's once it has ended. */
export type ReusedMemory = <T>(size: number, use: (memory: Buffer) => Promise<T>) => Promise<T>;

/** Bytes. */
const LEAST = 1 << 16;

/** Keeps as many buffers as were in use at once, each as large as what it once held, to the next power of two. */
export function createReusedMemory(): ReusedMemory {
  const free: Buffer[] = [];
  return async (size, use) => {
    const fits = free.findIndex(({ length }) => length >= size);
    // One that is too small gives way to its successor.
    const [found] = free.splice(Math.max(0, fits), 1);
    const memory = found && found.length >= size ? found : Buffer.allocUnsafeSlow(roundedUp(size));
    try {
      return await use(memory);
    } finally {
      free.push(memory);
    }
  };
}

const roundedUp = (size: number): number => Math.max(LEAST, 2 ** Math.ceil(Math.log2(Math.max(1, size))));
