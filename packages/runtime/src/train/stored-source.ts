/** Examples read as features that the feature store holds; what it lacks is computed first. */
import { imageInput } from '@tlp/language/backbones/build.js';
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import { elementCount } from '@tlp/language/graph/shape.js';
import type { FeatureReader } from '../data/features/reader.js';
import type { FeatureStore } from '../data/features/store.js';
import { loadBatches } from '../data/loader.js';
import type { Example, Pixels } from '../data/types.js';
import type { Batch, Feeds, InferenceEngine } from '../engines/types.js';
import type { ImageOptions } from './image-source.js';
import { type ExampleSource, inOrder } from './source.js';

export interface StoredOptions extends ImageOptions {
  readonly program: PhaseProgram;
  /** Runs `program.frozen`; made only where something is missing. */
  readonly frozen: () => Promise<InferenceEngine>;
  readonly store: FeatureStore;
  /** Images computed at once. */
  readonly batch: number;
  /** Augmented views of each image; null where images are taken as they are. */
  readonly views: Views | null;
  /** Hears how many of the views have their features. Throws to stop. */
  readonly onProgress: (done: number, total: number) => void;
}

export interface Views {
  readonly count: number;
  /** Names the augmentation in the store. */
  readonly key: string;
  readonly augment: (pixels: Pixels, example: Example, view: number) => Pixels;
}

export interface StoredSource {
  readonly source: ExampleSource;
  /** Of all views' features. */
  readonly bytes: number;
  /** Views that had to be computed. */
  readonly computed: number;
}

/** An image as one epoch sees it. */
interface View {
  readonly example: Example;
  readonly view: number;
  readonly record: string;
}

export async function storedSource(
  examples: readonly Example[],
  options: StoredOptions,
): Promise<StoredSource> {
  const { program, store, views } = options;
  const count = views?.count ?? 1;
  const all = inOrder(count).flatMap((view) =>
    examples.map((example): View => {
      const record = views ? `${example.hash}/${views.key}/${view}` : example.hash;
      return { example, view, record };
    }),
  );
  const computed = await computeMissing(all, options);
  const reader = await store.reader(all.map(({ record }) => record));
  const source: ExampleSource = {
    labels: examples.map((example) => example.label),
    async *read(batches, { epoch, skip }) {
      const first = (epoch % count) * examples.length;
      for (const batch of batches.slice(skip)) yield readBatch(program, reader, batch, first);
    },
  };
  return { source, bytes: all.length * reader.rowLength * 4, computed };
}

/** Floats of each feature of an example, in the order of the frozen graph's outputs. */
const featureLengths = ({ features }: PhaseProgram): number[] =>
  features.map((f) => elementCount(f.type.shape));

async function computeMissing(all: readonly View[], options: StoredOptions): Promise<number> {
  const { program, store, batch, views, onProgress } = options;
  const missing = new Set(await store.missing(all.map(({ record }) => record)));
  const wanted = all.filter(({ record }) => missing.delete(record));
  onProgress(all.length - wanted.length, all.length);
  if (wanted.length === 0) return 0;
  const lengths = featureLengths(program);
  const rowLength = lengths.reduce((a, b) => a + b, 0);
  const frozen = await options.frozen();
  const { size, resize, preprocessing, cache } = options;
  const images = loadBatches(
    wanted.map(({ example }) => example),
    {
      size,
      resize,
      preprocessing,
      batch,
      ...(cache && { cache }),
      ...(views && {
        augment: (pixels, example, at) => views.augment(pixels, example, wanted[at]!.view),
      }),
    },
  );
  let done = 0;
  for await (const { data, indices } of images) {
    const outputs = await frozen.run({ [imageInput]: { data, shape: [indices.length, size, size, 3] } });
    const rows = joinRows(outputs, lengths, indices.length);
    const records = Array.from(indices, (index) => wanted[index]!.record);
    await store.write(records, rows, rowLength);
    done += indices.length;
    onProgress(all.length - wanted.length + done, all.length);
  }
  await store.flush();
  return wanted.length;
}

/** `[N, a]`, `[N, b]` … to `[N, a + b + …]`. */
function joinRows(
  outputs: readonly Float32Array[],
  lengths: readonly number[],
  examples: number,
): Float32Array {
  if (outputs.length === 1) return outputs[0]!;
  const rowLength = lengths.reduce((a, b) => a + b, 0);
  const rows = new Float32Array(examples * rowLength);
  let offset = 0;
  for (const [i, length] of lengths.entries()) {
    for (let n = 0; n < examples; n++) {
      rows.set(outputs[i]!.subarray(n * length, (n + 1) * length), n * rowLength + offset);
    }
    offset += length;
  }
  return rows;
}

function readBatch(
  program: PhaseProgram,
  reader: FeatureReader,
  batch: readonly number[],
  first: number,
): Feeds {
  const lengths = featureLengths(program);
  const buffers = lengths.map((length) => new Float32Array(batch.length * length));
  const row = lengths.length === 1 ? null : new Float32Array(reader.rowLength);
  for (const [n, example] of batch.entries()) {
    if (!row) {
      reader.readInto(first + example, buffers[0]!, n * reader.rowLength);
      continue;
    }
    reader.readInto(first + example, row, 0);
    let offset = 0;
    for (const [i, length] of lengths.entries()) {
      buffers[i]!.set(row.subarray(offset, offset + length), n * length);
      offset += length;
    }
  }
  const feeds = program.features.map(({ name, type }, i): [string, Batch] => {
    const shape = type.shape.map((dim) => (dim === 'batch' ? batch.length : dim));
    return [name, { data: buffers[i]!, shape }];
  });
  return Object.fromEntries(feeds);
}
