/** What a network gives of items, in their order, whichever share a batch. */
import type { TlpError } from '@tlp/language/diagnostic.js';
import { mapAhead } from '../data/ahead.js';
import { logitsByExample } from '../data/places.js';
import type { Item } from '../data/types.js';
import type { Feeds } from '../engines/types.js';
import type { Reader } from '../modalities/modality.js';
import { byLength, inOrder, toBatches } from './batches.js';
import { createPool, type Pooled } from './pool.js';

/** Some of the items, and what the network gives of each. */
export interface Judged<I extends Item> {
  readonly items: readonly I[];
  /** Of each item `[outputs]`, or `[words, outputs]`. */
  readonly logits: readonly Float32Array[];
  /** Of each item to the training examples, where the model tells it. */
  readonly similarities?: readonly number[];
}

export interface JudgeOptions<I extends Item> {
  readonly reader: Reader;
  /** Items computed at once. */
  readonly batch: number;
  /** Numbers of an answer. */
  readonly outputs: number;
  /** `[N, outputs]` of what is fed of N items, or `[N, tokens, outputs]`. */
  readonly run: (feeds: Feeds) => Promise<Float32Array>;
  /** Hears of each item that cannot be used, and is left out. Where absent, the first such item throws. */
  readonly onUnusable?: ((item: I, error: TlpError) => void) | undefined;
}

/** Batches whose items are put in order of length at once: few, so that nobody waits long for the first. */
const WINDOW = 16;

/** Some items at a time, in order. Where items differ in length, those of like length share a batch. */
export async function* judgeItems<I extends Item>(
  items: readonly I[],
  options: JudgeOptions<I>,
): AsyncGenerator<Judged<I>> {
  const { reader, batch } = options;
  const divide = reader.parts ?? reader.views;
  if (!reader.lengths && !divide) {
    for await (const { indices, logits } of judge(items, inOrder(items.length), options)) {
      yield { items: Array.from(indices, (index) => items[index]!), logits };
    }
    return;
  }
  for (const some of toBatches(items, WINDOW * batch)) {
    const parts = await divide?.(some);
    const rows = parts?.flat() ?? some;
    const of = parts?.flatMap((own, item) => own.map(() => item));
    const lengths = await reader.lengths?.(rows);
    const order = lengths ? byLength(inOrder(rows.length), lengths) : inOrder(rows.length);
    const judged = judge(
      rows,
      order,
      of ? { ...options, onUnusable: onceAnItem(some, rows, of, options) } : options,
    );
    const back = await putBack(some, of ? pooled(judged, of) : judged);
    if (back.items.length > 0) yield back;
  }
}

/** Hears once of an item none of whose parts can be used. */
function onceAnItem<I extends Item>(
  items: readonly I[],
  rows: readonly I[],
  of: readonly number[],
  { onUnusable }: JudgeOptions<I>,
): JudgeOptions<I>['onUnusable'] {
  if (!onUnusable) return undefined;
  const places = new Map(rows.map((row, i) => [row, of[i]!]));
  const heard = new Set<number>();
  return (row, error) => {
    const place = places.get(row)!;
    if (heard.has(place)) return;
    heard.add(place);
    onUnusable(items[place]!, error);
  };
}

/** What the network gives of items, by their parts. @param of which item each row is a part of */
async function* pooled(
  batches: AsyncIterable<JudgedBatch>,
  of: readonly number[],
): AsyncGenerator<JudgedBatch> {
  const pool = createPool(of);
  const items = ({ rows, logits }: Pooled) => ({
    indices: Uint32Array.from(rows, (row) => of[row]!),
    logits,
  });
  for await (const { indices, logits } of batches) yield items(pool.add([...indices], logits));
  yield items(pool.rest());
}

interface JudgedBatch {
  /** Of the items given. */
  readonly indices: Uint32Array;
  readonly logits: readonly Float32Array[];
}

async function* judge<I extends Item>(
  items: readonly I[],
  order: readonly number[],
  { reader, batch, outputs, run, onUnusable }: JudgeOptions<I>,
): AsyncGenerator<JudgedBatch> {
  const places = await reader.places?.(items);
  const batches = reader.read(items, { batch, order, onUnusable });
  const judged = mapAhead(batches, 1, async ({ feeds, indices }): Promise<JudgedBatch> => {
    if (indices.length === 0) return { indices, logits: [] };
    const own = places && Array.from(indices, (index) => places[index]!);
    return { indices, logits: logitsByExample(await run(feeds), outputs, own) };
  });
  for await (const some of judged) if (some.indices.length > 0) yield some;
}

/** The batches of some items in the items' own order. */
async function putBack<I extends Item>(
  items: readonly I[],
  batches: AsyncIterable<JudgedBatch>,
): Promise<Judged<I>> {
  const rows = new Map<number, Float32Array>();
  for await (const { indices, logits } of batches) {
    for (const [row, index] of indices.entries()) rows.set(index, logits[row]!);
  }
  const there = inOrder(items.length).filter((index) => rows.has(index));
  return { items: there.map((index) => items[index]!), logits: there.map((index) => rows.get(index)!) };
}
