/** Whether the features of the training examples are still in the store: another cut, or another run, may have taken their room. */
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import type { Changes } from '@tlp/language/modalities/modality.js';
import type { Example } from '../data/types.js';
import type { Reader } from '../modalities/modality.js';
import { featureKey, type KeyOptions } from '../train/feature-key.js';
import { countStored, recordsOf } from '../train/stored-records.js';
import { storedViews } from '../train/views.js';
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
  const records = await recordsOf(train, reader, storedViews(changes, reader, 1));
  const stored = await countStored(await featureKey(frozen!, weights, options), records, { folder });
  return stored >= (1 - fewMissing) * records.length;
}
