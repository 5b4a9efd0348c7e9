/** Examples read as images, fresh in every epoch, through the frozen part where the phase has one. */

import type { Preprocessing } from '@tlp/language/backbones/card.js';
import { imageInput } from '@tlp/language/backbones/of-images.js';
import type { TlpError } from '@tlp/language/diagnostic.js';
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import { concrete } from '@tlp/language/graph/shape.js';
import type { ImageData } from '@tlp/language/modalities/images/data.js';
import type { Example, Pixels } from '../data/types.js';
import type { Batch, Feeds, InferenceEngine } from '../engines/types.js';
import { type LoadOptions, loadBatches } from '../modalities/images/loader.js';
import type { PixelCache } from '../modalities/images/pixel-cache.js';
import type { ExampleSource, SourceBatch } from './source.js';

export interface ImageOptions {
  readonly size: number;
  readonly resize: ImageData['resize'];
  readonly preprocessing: Preprocessing;
  readonly cache?: PixelCache;
  /** Sees each image that is decoded, see `LoadOptions`. */
  readonly onPixels?: LoadOptions['onPixels'];
  /** Hears of each image that is lost, see `LoadOptions`. */
  readonly onUnusable?: ((example: Example, error: TlpError) => void) | undefined;
}

export interface ImageSourceOptions extends ImageOptions {
  readonly program: PhaseProgram;
  /** Runs `program.frozen`; null where there is none. */
  readonly frozen: InferenceEngine | null;
  /** New pixels for an image; a pure function. Absent where images are not augmented. */
  readonly augment?: (pixels: Pixels, example: Example, epoch: number, position: number) => Pixels;
}

export function imageSource(examples: readonly Example[], options: ImageSourceOptions): ExampleSource {
  return {
    targets: examples.map((example) => example.target),
    read(batches, { epoch, skip }) {
      const wanted = batches.slice(skip);
      const size = batches[0]?.length ?? 0;
      const { augment, onUnusable, ...rest } = options;
      const load: LoadOptions = {
        ...rest,
        batch: size,
        order: wanted.flat(),
        ...(onUnusable && { onUnusable }),
        ...(augment && {
          augment: (pixels, example, at) => augment(pixels, example, epoch, skip * size + at),
        }),
      };
      return oneAhead(featureFeeds(examples, load, options));
    },
  };
}

async function* featureFeeds(
  examples: readonly Example[],
  load: LoadOptions,
  { program, frozen, size }: ImageSourceOptions,
): AsyncGenerator<SourceBatch> {
  for await (const { data, indices } of loadBatches(examples, load)) {
    const image = { data, shape: [indices.length, size, size, 3] };
    const feeds = indices.length === 0 ? {} : await featuresOf(program, frozen, image);
    yield { feeds, examples: [...indices] };
  }
}

/** What the trainable part reads of a batch of images: features, the images themselves, or both. */
export async function featuresOf(
  program: PhaseProgram,
  frozen: InferenceEngine | null,
  image: Batch,
): Promise<Feeds> {
  const outputs = frozen ? await frozen.run({ [imageInput]: image }) : [];
  const computed = program.features.filter(({ kind }) => kind === 'computed');
  const examples = image.shape[0]!;
  const feeds = program.features.map(({ name, source, type }): [string, Batch] => {
    if (source === imageInput) return [name, image];
    const index = computed.findIndex((f) => f.source === source);
    const shape = concrete(type.shape, { batch: examples });
    return [name, { data: outputs[index]!, shape }];
  });
  return Object.fromEntries(feeds);
}

/** Starts on the next value while the consumer works on this one. */
export async function* oneAhead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  const start = () => {
    const next = source.next();
    // Its failure is met when its turn comes, or never where the consumer stops before.
    next.catch(() => undefined);
    return next;
  };
  let next = start();
  try {
    for (;;) {
      const { done, value } = await next;
      if (done) return;
      next = start();
      yield value;
    }
  } finally {
    await next.catch(() => undefined);
    await source.return(undefined);
  }
}
