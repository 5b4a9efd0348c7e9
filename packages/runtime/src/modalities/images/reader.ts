/** Images as batches of what a network reads, and whether they can be read at all. */
import type { ImageData } from '@tlp/language/modalities/images/data.js';
import type { DataSet } from '../../data/types.js';
import { mixImages } from '../../mix/mix-rows.js';
import { createRandom } from '../../random.js';
import type { ItemBatch, Reader, ReaderOptions, ReadOptions } from '../modality.js';
import { AUGMENT_VERSION, augmentPixels } from './augment.js';
import { findUndecodable } from './check-images.js';
import { DECODER_VERSION } from './decode.js';
import type { ImageExample, ImageItem } from './example.js';
import { createDecoder, type LoadOptions, loadBatches } from './loader.js';
import { createLooks, type Looks, warnOfNearDuplicates } from './near-duplicates/looks.js';
import { releasableCache } from './pixel-cache.js';
import type { Pixels } from './pixels.js';
import type { ImagePreparation } from './preparation.js';
import type { ImageFile } from './read-image.js';
import { viewed } from './views.js';

/** Decoded images kept in memory between epochs and phases. */
const PIXEL_CACHE_BYTES = 512e6;

/** @param size side of the network's square input, pixels */
export function imageReader(
  size: number,
  { resize, preprocessing, tta }: ImagePreparation,
  { changing, keeps = false }: ReaderOptions<ImageData> = {},
): Reader<ImageItem> {
  const channels = preprocessing.mean.length;
  const cache = releasableCache(keeps ? PIXEL_CACHE_BYTES : 0);
  let looks: Looks | null = null;
  const loading = {
    size,
    resize,
    preprocessing,
    cache,
    onPixels: (image: ImageFile, pixels: Pixels) => looks?.see(image, pixels),
  };
  const steps = changing?.augment ?? [];
  return {
    key: { size, resize, preprocessing, decoder: DECODER_VERSION },
    changes: steps.length === 0 ? null : [AUGMENT_VERSION, steps],
    read<I extends ImageItem>(items: readonly I[], { changeBy, onUnusable, ...options }: ReadOptions<I>) {
      const load: LoadOptions<I> = {
        ...loading,
        ...options,
        ...(onUnusable && { onUnusable }),
        ...(changeBy && {
          augment: (pixels, item, position) =>
            augmentPixels(
              pixels,
              { size, channels },
              steps,
              createRandom('augment', ...changeBy(item, position)),
            ),
        }),
      };
      return imageFeeds(items, load);
    },
    ...(tta && { views: viewed(tta) }),
    mix: ({ image, ...rest }, mixing) => ({ ...rest, image: mixImages(image!, mixing) }),
    async check(items, { featureFolder, onItem }) {
      const wrong = await findUndecodable(items, { decode: createDecoder(loading), featureFolder, onItem });
      return [...wrong.values()];
    },
    watch({ featureFolder, onItem }) {
      const { interpolation } = preprocessing;
      const decode = createDecoder(loading);
      const watching = createLooks({
        ...{ size, resize, interpolation, channels },
        ...{ decode, featureFolder, onItem },
      });
      looks = watching;
      return {
        async warnings(dataSet, path) {
          looks = null;
          // Only this reader's own examples come here.
          return warnOfNearDuplicates(dataSet as DataSet<ImageExample>, watching, path);
        },
      };
    },
    release: cache.release,
  };
}

async function* imageFeeds<I extends ImageItem>(
  items: readonly I[],
  load: LoadOptions<I>,
): AsyncGenerator<ItemBatch> {
  const channels = load.preprocessing.mean.length;
  for await (const { data, indices, reuse } of loadBatches(items, load)) {
    const image = { data, shape: [indices.length, load.size, load.size, channels] };
    yield { feeds: { image }, indices, reuse };
  }
}
