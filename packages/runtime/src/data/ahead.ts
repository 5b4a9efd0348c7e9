/**
 * What work makes of each item, in the items' order. The next items are fetched and worked on while the consumer is busy.
 * @param ahead works under way at once, at least 1
 */
export async function* mapAhead<T, R>(
  items: AsyncIterable<T> | Iterable<T>,
  ahead: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R, void, undefined> {
  const source = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const pending: Promise<IteratorResult<R, void>>[] = [];
  let fetched: Promise<unknown> = Promise.resolve();
  const start = () => {
    // One item at a time is asked for, as a generator gives them; the work on them overlaps.
    const item = fetched.then(() => source.next());
    fetched = item;
    const result = item.then(
      async ({ done, value }): Promise<IteratorResult<R, void>> =>
        done ? { done: true, value: undefined } : { done: false, value: await work(value) },
    );
    // Its failure is met when its turn comes, or never where the consumer stops before.
    result.catch(() => undefined);
    pending.push(result);
  };
  try {
    for (;;) {
      while (pending.length < ahead) start();
      const { done, value } = await pending.shift()!;
      if (done) return;
      start();
      yield value;
    }
  } finally {
    await Promise.allSettled(pending);
    await source.return?.(undefined);
  }
}

/** Where batches begin in so many items. */
export const batchStarts = (count: number, batch: number): readonly number[] =>
  Array.from({ length: Math.ceil(count / batch) }, (_, i) => i * batch);
