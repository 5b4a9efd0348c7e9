/** Decoded images kept in memory, so that later epochs do not decode them again. */
import type { Pixels } from './pixels.js';

export interface PixelCache {
  get(key: string): Pixels | undefined;
  set(key: string, pixels: Pixels): void;
  readonly bytes: number;
}

/**
 * Keeps what comes first until `budget` bytes are full and then keeps that: epochs visit every image once, so
 * throwing out the oldest would throw out what is wanted next. Kept pixels are shared; nobody may write to them.
 */
export function createPixelCache(budget: number): PixelCache {
  const kept = new Map<string, Pixels>();
  let bytes = 0;
  return {
    get: (key) => kept.get(key),
    set(key, pixels) {
      if (kept.has(key) || bytes + pixels.byteLength > budget) return;
      kept.set(key, pixels);
      bytes += pixels.byteLength;
    },
    get bytes() {
      return bytes;
    },
  };
}

/** A cache whose memory can be given back while others still hold on to it. */
export function releasableCache(budget: number): PixelCache & { release(): void } {
  let cache = createPixelCache(budget);
  return {
    get: (key) => cache.get(key),
    set: (key, pixels) => cache.set(key, pixels),
    get bytes() {
      return cache.bytes;
    },
    release() {
      cache = createPixelCache(0);
    },
  };
}
