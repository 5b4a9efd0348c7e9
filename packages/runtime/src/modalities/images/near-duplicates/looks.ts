/** How all images of a data set look, and which of them stand in two splits under two files. */
import { availableParallelism } from 'node:os';
import { listed } from '@tlp/language/checks/listed.js';
import { type Diagnostic, TlpError } from '@tlp/language/diagnostic.js';
import { count } from '@tlp/language/quantities.js';
import type { FeatureKey } from '../../../data/features/key.js';
import { openFeatureStore } from '../../../data/features/store.js';
import { mapParallel } from '../../../data/parallel.js';
import type { DataSet } from '../../../data/types.js';
import type { CheckOptions } from '../../modality.js';
import { toRgb } from '../channels.js';
import { type DecodeCheck, ROUGHLY } from '../check-images.js';
import { DECODER_VERSION, type DecodeOptions } from '../decode.js';
import type { ImageExample } from '../example.js';
import type { Pixels } from '../pixels.js';
import { decodeImage, type ImageFile } from '../read-image.js';
import { comparedBefore } from './compared.js';
import { LOOK_VERSION, type Look, lookLength, lookOf } from './look.js';
import { type Looked, type NearPair, nearPairs } from './near-pairs.js';

export interface Looks {
  /** What decides how an image looks. */
  readonly key: FeatureKey;
  readonly featureFolder: string | undefined;
  /** Looks at an image that is being decoded for something else, so that it is decoded once. */
  readonly see: (image: ImageFile, pixels: Pixels) => void;
  /** Decodes those that nobody has seen, in this run or before. Images that can't be read have no look. */
  readonly of: (examples: readonly ImageExample[]) => Promise<readonly Looked[]>;
}

export interface LookOptions extends DecodeOptions {
  readonly decode: (image: ImageFile) => Promise<Pixels>;
  /** Of the feature store. Defaults to `features` in the per-user cache. */
  readonly featureFolder?: string | undefined;
  /** Called before an image is decoded; throws to stop. */
  readonly onItem?: (() => void) | undefined;
}

/** Looks are kept in the feature store under the images' hashes, so that each image is looked at once. */
export function createLooks({ decode, featureFolder, onItem, ...decoding }: LookOptions): Looks {
  const { size, resize, interpolation, channels = 3 } = decoding;
  const seen = new Map<string, Look>();
  const key: FeatureKey = {
    format: LOOK_VERSION,
    holds: 'looks of images',
    decoder: DECODER_VERSION,
    ...{ size, resize, interpolation },
    // Of RGB they have been kept without it.
    ...(channels === 3 ? {} : { channels }),
  };
  const see: Looks['see'] = ({ hash }, pixels) => {
    if (hash !== undefined && !seen.has(hash)) seen.set(hash, lookOf(toRgb(pixels, channels), size));
  };
  return {
    key,
    featureFolder,
    see,
    async of(examples) {
      const store = await openFeatureStore(key, { folder: featureFolder });
      try {
        const byHash = new Map(examples.map((example) => [example.hash, example]));
        const unknown = await store.missing([...byHash.keys()]);
        await mapParallel(unknown, 2 * availableParallelism(), async (hash) => {
          if (seen.has(hash)) return;
          onItem?.();
          const image = byHash.get(hash)!;
          // One that can't be read is told of where it is needed.
          const pixels = await decode(image).catch((error: unknown) => {
            if (!(error instanceof TlpError)) throw error;
          });
          if (pixels) see(image, pixels);
        });
        for (const hash of unknown) {
          const look = seen.get(hash);
          if (look) await store.write([hash], look, lookLength);
        }
        const lost = new Set(unknown.filter((hash) => !seen.has(hash)));
        const there = examples.filter(({ hash }) => !lost.has(hash));
        const reader = await store.reader(there.map(({ hash }) => hash));
        return there.map(({ id }, index) => {
          const look = new Float32Array(lookLength);
          reader.readInto(index, look, 0);
          return { id, look };
        });
      } finally {
        await store.close();
      }
    },
  };
}

/** Looks at the images that a check decodes. */
export function looksWhileChecking(check: CheckOptions = {}): { looks: Looks; check: DecodeCheck } {
  const decode = (image: ImageFile) => decodeImage(image, ROUGHLY);
  const looks = createLooks({
    ...ROUGHLY,
    decode,
    featureFolder: check.featureFolder,
    onItem: check.onItem,
  });
  return { looks, check: { ...check, decode: async (image) => looks.see(image, await decode(image)) } };
}

/** Images held out that look nearly like one of training, or, of the test, like one of validation. */
async function nearDuplicates(
  { splits }: Pick<DataSet<ImageExample>, 'splits'>,
  looks: Looks,
): Promise<readonly NearPair[]> {
  const { train, validation, test } = splits;
  if (validation.length + test.length === 0) return [];
  return comparedBefore(splits, looks.key, looks.featureFolder, async () => {
    const [trained, validated, tested] = [
      await looks.of(train),
      await looks.of(validation),
      await looks.of(test),
    ];
    const toTrain = nearPairs([...validated, ...tested], trained);
    const told = new Set(toTrain.map(({ held }) => held));
    const rest = tested.filter(({ id }) => !told.has(id));
    const pairs = [...toTrain, ...nearPairs(rest, validated)];
    const looked = trained.length + validated.length + tested.length;
    return { pairs, whole: looked === train.length + validation.length + test.length };
  });
}

/** @param root the data folder */
export async function warnOfNearDuplicates(
  dataSet: Pick<DataSet<ImageExample>, 'splits'>,
  looks: Looks,
  root: string,
): Promise<readonly Diagnostic[]> {
  const pairs = await nearDuplicates(dataSet, looks);
  if (pairs.length === 0) return [];
  const names = [...pairs]
    .sort((a, b) => a.distance - b.distance)
    .map(({ held, other }) => `${held} and ${other}`);
  const images =
    pairs.length === 1
      ? 'One image that is held out looks'
      : `${count(pairs.length)} images that are held out look`;
  return [
    {
      code: 'TLP392',
      severity: 'warning',
      message: `${images} nearly like one of another split: ${listed(names)}.`,
      remedy:
        'If these are shots of one thing, keep them together with `group`; if they are copies, keep one of them.',
      file: root,
    },
  ];
}
