/** Texts that are read together where all are asked for: enough for the library's threads, and little memory. */
const TEXTS_AT_ONCE = 256;

/** The items in order, as many together as are read at once. */
export function* someAtOnce<I>(items: readonly I[]): Generator<readonly I[]> {
  for (let first = 0; first < items.length; first += TEXTS_AT_ONCE) {
    yield items.slice(first, first + TEXTS_AT_ONCE);
  }
}
