/** What a frozen backbone computes of items, one row each, in their order. */
import type { TlpError } from '@tlp/language/diagnostic.js';
import { inferenceForm } from '@tlp/language/graph/cut.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { mapAhead } from '../data/ahead.js';
import type { Item } from '../data/types.js';
import { createInferenceEngine } from '../engines/create-inference-engine.js';
import type { Reader } from '../modalities/modality.js';
import { frozenEngine } from '../train/frozen-engine.js';
import { partsOf } from '../train/parts.js';
import type { Weights } from '../weights/tensors.js';
import type { FeatureRow } from './feature-files.js';

/** Inputs computed at once. */
const batch = 32;

interface Loading {
  /** Of the network's input. */
  readonly inputSize: number;
  readonly onStage: (message: string) => void;
  readonly onUnusable: (item: Item, error: TlpError) => void;
  /** Hears how many items are done. */
  readonly onProgress: (done: number) => void;
}

/** Of an item that is read in parts, the mean of theirs, weighted by how long they are. */
export async function* featureRows(
  graph: Graph,
  weights: Weights,
  reader: Reader,
  items: readonly Item[],
  loading: Loading,
): AsyncGenerator<FeatureRow> {
  const parted = await partsOf(reader, items);
  const rows = rowsOf(inferenceForm(graph), weights, reader, parted?.rows ?? items, loading);
  const of = parted?.parts.of ?? items.keys();
  const lengths = parted && (await reader.lengths?.(parted.rows));
  let done = 0;
  for await (const values of meansOf(rows, Uint32Array.from(of), lengths ?? null)) {
    yield { path: items[values.index]!.id, values: values.values };
    loading.onProgress(++done);
  }
}

interface Row {
  readonly index: number;
  readonly values: Float32Array;
}

async function* rowsOf(
  graph: Graph,
  weights: Weights,
  reader: Reader,
  items: readonly Item[],
  { inputSize, onStage, onUnusable }: Loading,
): AsyncGenerator<Row> {
  const pass = { graph, weights, items, reader: () => reader, batch, inputSize };
  const chosen = await frozenEngine(pass, { engine: 'auto', onStage });
  const engine = await createInferenceEngine(graph, weights, { engine: chosen, beside: true });
  try {
    const passes = mapAhead(reader.read(items, { batch, onUnusable }), 1, async ({ feeds, indices }) => {
      const [values] = indices.length === 0 ? [new Float32Array()] : await engine.run(feeds);
      return { indices, values: values! };
    });
    for await (const { indices, values } of passes) {
      const length = values.length / indices.length;
      for (const [i, index] of indices.entries()) {
        yield { index, values: values.subarray(i * length, (i + 1) * length) };
      }
    }
  } finally {
    await engine.dispose();
  }
}

/**
 * One row an item, of rows that follow each other. @param of which item each row is a part of
 * @param lengths what each counts; null where each is an item
 */
async function* meansOf(
  rows: AsyncIterable<Row>,
  of: Uint32Array,
  lengths: ArrayLike<number> | null,
): AsyncGenerator<Row> {
  if (!lengths) {
    for await (const { index, values } of rows) yield { index: of[index]!, values };
    return;
  }
  let open: { readonly item: number; readonly sum: Float64Array; weight: number } | null = null;
  const mean = ({ item, sum, weight }: NonNullable<typeof open>): Row => ({
    index: item,
    values: Float32Array.from(sum, (value) => value / weight),
  });
  for await (const { index, values } of rows) {
    const item = of[index]!;
    if (open && open.item !== item) {
      yield mean(open);
      open = null;
    }
    open ??= { item, sum: new Float64Array(values.length), weight: 0 };
    for (const [k, value] of values.entries()) open.sum[k]! += lengths[index]! * value;
    open.weight += lengths[index]!;
  }
  if (open) yield mean(open);
}
