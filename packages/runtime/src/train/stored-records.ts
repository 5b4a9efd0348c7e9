/** Which features of some examples are in the store, without computing any. */
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import type { FeatureKey } from '../data/features/key.js';
import { openFeatureStore } from '../data/features/store.js';
import type { Example } from '../data/types.js';
import type { Reader } from '../modalities/modality.js';
import { partsOf } from './parts.js';
import type { Views } from './source.js';
import { viewsOf } from './views.js';

/** The names that the store has for what a network reads of the examples: of their parts, in all views. */
export async function recordsOf(
  examples: readonly Example[],
  reader: Pick<Reader, 'parts'>,
  views: Views | null,
): Promise<readonly string[]> {
  const rows = (await partsOf(reader, examples))?.rows ?? examples;
  return viewsOf(rows, views).map(({ record }) => record);
}

/** How many of the records are there. Shards that are damaged are told and removed. */
export async function countStored(
  key: FeatureKey,
  records: readonly string[],
  options: {
    readonly folder?: string | undefined;
    readonly onWarning?: ((warning: Diagnostic) => void) | undefined;
  },
): Promise<number> {
  // Looking at what is there needs no room.
  const store = await openFeatureStore(key, { ...options, memoryBytes: 0 });
  try {
    return records.length - (await store.missing(records)).length;
  } finally {
    await store.close();
  }
}
