/**
 * Batches of normalised images in a given order. Decoding runs ahead of the consumer, on threads of its own, by a
 * fixed number of batches; memory is these batches and the pixel cache, whatever the size of the data set.
 */
import { availableParallelism } from 'node:os';
import { TlpError } from '@tlp/language/diagnostic.js';
import type { Preprocessing } from '@tlp/language/modalities/images/preprocessing.js';
import { batchStarts, mapAhead } from '../../data/ahead.js';
import { createLimit } from '../../data/limit.js';
import { mapParallel } from '../../data/parallel.js';
import { MAX_REPORTED } from '../../data/reported.js';
import { createReusedMemory } from '../../files/reused-memory.js';
import { createNormalize } from './normalize.js';
import type { PixelCache } from './pixel-cache.js';
import type { Pixels } from './pixels.js';
import type { Resize } from './placement.js';
import { decodeImage, type ImageFile } from './read-image.js';
import { mirrored } from './views.js';

export interface LoadOptions<E extends ImageFile = ImageFile> {
  /** Side of the network's square input, pixels. */
  readonly size: number;
  readonly resize: Resize;
  readonly preprocessing: Preprocessing;
  /** Images a batch; the last batch holds the rest. */
  readonly batch: number;
  /** Indices into the examples, which may repeat. Defaults to all of them in order. */
  readonly order?: ArrayLike<number>;
  /** Gives new pixels for an image, at its place in the order; must not write to the ones it is given. */
  readonly augment?: (pixels: Pixels, example: E, position: number) => Pixels;
  /** Batches prepared ahead of the one in use. Defaults to 2. */
  readonly ahead?: number;
  readonly cache?: PixelCache;
  /** Sees each image that is decoded; must not write to the pixels. */
  readonly onPixels?: ((image: ImageFile, pixels: Pixels) => void) | undefined;
  /** Hears of each image that cannot be used; its batch then goes without it. Where absent, the first such image throws. */
  readonly onUnusable?: (example: E, error: TlpError) => void;
}

export interface ImageBatch<E extends ImageFile = ImageFile> {
  /** `[examples.length, size, size, channels]`, float32. */
  readonly data: Float32Array;
  readonly examples: readonly E[];
  /** Index of each in the examples that were given. */
  readonly indices: Uint32Array;
  /** Gives the memory of `data` to a batch to come. */
  readonly reuse: () => void;
}

/**
 * @throws TlpError of the bad images, at most ten: once one is met, the images that were still to come are
 *   tried for up to ten seconds, so that all can be mended in one go.
 */
export async function* loadBatches<E extends ImageFile>(
  examples: readonly E[],
  options: LoadOptions<E>,
): AsyncGenerator<ImageBatch<E>, void, undefined> {
  const order = options.order ?? Uint32Array.from(examples.keys());
  const decode = createDecoder(options);
  const normalize = createNormalize(options.preprocessing);
  const length = options.size * options.size * options.preprocessing.mean.length;

  // Memory of whole batches that are done with: to take some anew costs the system's zeros, and JavaScript a collection.
  const free: Float32Array[] = [];

  const load = async (first: number): Promise<ImageBatch<E>> => {
    const indices = Uint32Array.from(
      { length: Math.min(options.batch, order.length - first) },
      (_, i) => order[first + i]!,
    );
    const whole = free.pop() ?? new Float32Array(Math.min(options.batch, order.length) * length);
    const data = whole.subarray(0, indices.length * length);
    const one = async (index: number, i: number) => {
      const example = examples[index]!;
      const pixels = mirrored(await decode(example), options.size, example.seenAs);
      normalize(options.augment?.(pixels, example, first + i) ?? pixels, data, i * length);
    };
    const outcomes = await Promise.allSettled(Array.from(indices, one));
    const usable = compact(outcomes, { data, indices }, examples, options.onUnusable);
    return { ...usable, reuse: () => free.push(whole) };
  };

  // Those in advance, and the one that is waited for.
  const atOnce = 1 + (options.ahead ?? 2);
  const loaded = mapAhead(batchStarts(order.length, options.batch), atOnce, async (first) => {
    const [outcome] = await Promise.allSettled([load(first)]);
    return { first, outcome };
  });
  for await (const { first, outcome } of loaded) {
    if (outcome.status === 'fulfilled') yield outcome.value;
    else if (options.onUnusable) throw outcome.reason;
    else throw await withOtherFailures(outcome.reason, upcoming(examples, order, first), decode);
  }
}

/** The batch without the images that failed. @throws the first failure that nobody wants to hear of */
function compact<E extends ImageFile>(
  outcomes: readonly PromiseSettledResult<void>[],
  { data, indices }: Pick<ImageBatch<E>, 'data' | 'indices'>,
  examples: readonly E[],
  onUnusable: LoadOptions<E>['onUnusable'],
): Omit<ImageBatch<E>, 'reuse'> {
  for (const [i, outcome] of outcomes.entries()) {
    if (outcome.status === 'fulfilled') continue;
    if (!onUnusable || !(outcome.reason instanceof TlpError)) throw outcome.reason;
    onUnusable(examples[indices[i]!]!, outcome.reason);
  }
  const row = data.length / indices.length;
  const usable = [...outcomes.keys()].filter((i) => outcomes[i]!.status === 'fulfilled');
  for (const [to, from] of usable.entries()) {
    if (to !== from) data.copyWithin(to * row, from * row, (from + 1) * row);
  }
  const kept = Uint32Array.from(usable, (i) => indices[i]!);
  return {
    data: data.subarray(0, usable.length * row),
    examples: Array.from(kept, (index) => examples[index]!),
    indices: kept,
  };
}

/**
 * Images in flight a core. Decoding one takes several turns of the event loop, and the engines block it for a batch at
 * a time: with one image a core the threads that decode would stand idle meanwhile.
 */
const IN_FLIGHT = 4;

type Decode = (image: ImageFile) => Promise<Pixels>;

/** Decodes images for a network, and keeps the pixels where there is a cache. */
export function createDecoder({
  size,
  resize,
  preprocessing: { interpolation, mean },
  cache,
  onPixels,
}: Pick<LoadOptions, 'size' | 'resize' | 'preprocessing' | 'cache' | 'onPixels'>): Decode {
  const channels = mean.length;
  const limited = createLimit(IN_FLIGHT * availableParallelism());
  const memory = createReusedMemory();
  return async (image) => {
    // Without a hash, nothing says that what is kept is still what the file holds.
    const key = image.hash && `${image.hash}/${size}/${resize}/${interpolation}/${channels}`;
    const kept = key && cache?.get(key);
    if (kept) return kept;
    const pixels = await limited(() => decodeImage(image, { size, resize, interpolation, channels }, memory));
    onPixels?.(image, pixels);
    if (key) cache?.set(key, pixels);
    return pixels;
  };
}

function upcoming<E>(examples: readonly E[], order: ArrayLike<number>, first: number): E[] {
  const indices = new Set(Array.from({ length: order.length - first }, (_, i) => order[first + i]!));
  return Array.from(indices, (index) => examples[index]!);
}

const SEARCH_MS = 10_000;

async function withOtherFailures(
  error: unknown,
  rest: readonly ImageFile[],
  decode: Decode,
): Promise<unknown> {
  if (!(error instanceof TlpError)) return error;
  const found = new Map(error.diagnostics.map((d) => [d.file, d]));
  const end = Date.now() + SEARCH_MS;
  await mapParallel(rest, availableParallelism(), async (example) => {
    if (found.size >= MAX_REPORTED || Date.now() > end) return;
    await decode(example).catch((other: unknown) => {
      if (other instanceof TlpError) for (const d of other.diagnostics) found.set(d.file, d);
    });
  });
  return new TlpError([...found.values()].slice(0, MAX_REPORTED), error.exitCode, { cause: error });
}
