/** Decodes images before anything is computed on them, to find those that cannot be used. */
import { availableParallelism } from 'node:os';
import { type Diagnostic, TlpError } from '@tlp/language/diagnostic.js';
import { openFeatureStore } from '../../data/features/store.js';
import { groupBy } from '../../data/groups.js';
import { mapParallel } from '../../data/parallel.js';
import type { CheckOptions } from '../modality.js';
import { DECODER_VERSION } from './decode.js';
import { decodeImage, type ImageFile } from './read-image.js';

export interface DecodeCheck extends CheckOptions {
  /** Where the images are needed again, whoever keeps their pixels. Defaults to decoding alone. */
  readonly decode?: (image: ImageFile) => Promise<unknown>;
}

/** Enough to learn whether an image can be decoded, and how it looks. */
export const ROUGHLY = { size: 32, resize: 'stretch', interpolation: 'bilinear' } as const;

/**
 * What is wrong with those of the images that cannot be decoded, by path. That an image can be is remembered in the
 * feature store under its hash, so that each is decoded for this once.
 */
export async function findUndecodable(
  images: readonly (ImageFile & { readonly hash: string })[],
  { decode = (image) => decodeImage(image, ROUGHLY), featureFolder, onItem }: DecodeCheck = {},
): Promise<ReadonlyMap<string, Diagnostic>> {
  const wrong = new Map<string, Diagnostic>();
  const known = await openFeatureStore(
    { format: 1, holds: 'images that can be decoded', decoder: DECODER_VERSION },
    { folder: featureFolder },
  );
  try {
    const unknown = new Set(await known.missing(images.map((image) => image.hash)));
    const copies = groupBy(
      images.filter(({ hash }) => unknown.has(hash)),
      ({ hash }) => hash,
    );
    await mapParallel([...copies], 2 * availableParallelism(), async ([hash, same]) => {
      onItem?.();
      try {
        await decode(same[0]!);
        await known.write([hash], new Float32Array(1), 1);
      } catch (error) {
        if (!(error instanceof TlpError)) throw error;
        const [diagnostic] = error.diagnostics;
        for (const { path } of same) {
          wrong.set(path, {
            ...diagnostic!,
            message: diagnostic!.message.replaceAll(same[0]!.path, path),
            file: path,
          });
        }
      }
    });
  } finally {
    await known.close();
  }
  return wrong;
}
