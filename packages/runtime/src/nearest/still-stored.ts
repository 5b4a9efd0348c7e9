/** Whether the features of the training examples are still in the store: another cut, or another run, may have taken their room. */
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import type { Changes } from '@tlp/language/modalities/modality.js';
import { openFeatureStore } from '../data/features/store.js';
import type { Example } from '../data/types.js';
import type { Reader } from '../modalities/modality.js';
import { featureKey, type KeyOptions } from '../train/feature-key.js';
import { partsOf } from '../train/parts.js';
import { storedViews, viewsOf } from '../train/views.js';
import type { Weights } from '../weights/tensors.js';

/** A few are computed again: to look for the nearest must not become another pass over all. */
const fewMissing = 0.05;

export async function areStored(
  { frozen }: PhaseProgram,
  weights: Weights,
  train: readonly Example[],
  options: KeyOptions & {
    readonly reader: Reader;
    readonly changes: Changes | null;
    readonly featureFolder?: string | undefined;
  },
): Promise<boolean> {
  const { reader, changes, featureFolder: folder } = options;
  const rows = (await partsOf({ parts: reader.parts }, train))?.rows ?? train;
  const records = viewsOf(rows, storedViews(changes, reader, 1)).map(({ record }) => record);
  // Looking at what is there needs no room.
  const store = await openFeatureStore(await featureKey(frozen!, weights, options), {
    folder,
    memoryBytes: 0,
  });
  try {
    return (await store.missing(records)).length <= fewMissing * records.length;
  } finally {
    await store.close();
  }
}
