/**
 * What the comparison of a data set's images found, kept in the feature store: the same images in the same splits look alike again, and
 * neither their looks are read for it nor each compared with those of the other splits.
 */
import { SPLITS } from '@tlp/language/data/split-bounds.js';
import type { FeatureKey } from '../../../data/features/key.js';
import { openFeatureStore } from '../../../data/features/store.js';
import type { DataSet } from '../../../data/types.js';
import { sha256 } from '../../../files/hash.js';
import type { ImageExample } from '../example.js';
import { type NearPair, PAIRS_VERSION } from './near-pairs.js';

type Splits = DataSet<ImageExample>['splits'];

/** Whole numbers up to here are kept as they are. */
const EXACT = 2 ** 24;

/**
 * The pairs that `compare` gives, by the examples' ids, or gave before.
 * @param key of the looks
 * @param compare says whether it could look at every image; if not, what it found is not kept
 */
export async function comparedBefore(
  splits: Splits,
  key: FeatureKey,
  featureFolder: string | undefined,
  compare: () => Promise<{ readonly pairs: readonly NearPair[]; readonly whole: boolean }>,
): Promise<readonly NearPair[]> {
  const ids = SPLITS.flatMap((split) => splits[split].map(({ id }) => id));
  const record = sha256(SPLITS.map((split) => splits[split].map(({ hash }) => hash).join()).join('/'));
  const store = await openFeatureStore(
    { ...key, holds: 'images that look alike', pairs: PAIRS_VERSION },
    { folder: featureFolder },
  );
  try {
    const known = (await store.missing([record])).length === 0;
    if (known) return pairsOf(await rowOf(store, record), ids);
    const { pairs, whole } = await compare();
    if (whole && ids.length < EXACT) {
      const row = rowFor(pairs, ids);
      await store.write([record], row, row.length);
    }
    return pairs;
  } finally {
    await store.close();
  }
}

async function rowOf(store: Awaited<ReturnType<typeof openFeatureStore>>, record: string) {
  const reader = await store.reader([record]);
  const row = new Float32Array(reader.lengthOf(0));
  reader.readInto(0, row, 0);
  return row;
}

/** How many pairs, then of each the places of both among all examples, and their distance. */
function rowFor(pairs: readonly NearPair[], ids: readonly string[]): Float32Array {
  const places = pairs.length === 0 ? new Map<string, number>() : new Map(ids.map((id, at) => [id, at]));
  const numbers = pairs.flatMap(({ held, other, distance }) => [
    places.get(held)!,
    places.get(other)!,
    distance,
  ]);
  return Float32Array.from([pairs.length, ...numbers]);
}

function pairsOf(row: Float32Array, ids: readonly string[]): readonly NearPair[] {
  return Array.from({ length: row[0]! }, (_, i) => {
    const [held, other, distance] = row.subarray(1 + 3 * i, 4 + 3 * i);
    return { held: ids[held!]!, other: ids[other!]!, distance: distance! };
  });
}
