/** What each example of a split is told apart by. */
import type { Data } from '@tlp/language/resolve/pipeline.js';
import type { SliceKey } from '@tlp/language/run/slices.js';
import type { Example, Item } from '../data/types.js';
import { runtimeModality } from '../modalities/index.js';

export type SliceKeys = (example: Item & Pick<Example, 'slices'>) => {
  readonly slices?: readonly SliceKey[];
};

/**
 * Sizes are asked for only where the data are told apart by them.
 * @param examples those that are judged
 */
export async function sliceKeys(
  data: Pick<Data, 'kind' | 'slices'>,
  examples: readonly (Item & Pick<Example, 'slices'>)[],
): Promise<SliceKeys> {
  const { slices: slicings = [] } = data;
  if (slicings.length === 0) return () => ({});
  const bySize = slicings.some(({ kind }) => kind === 'size');
  const { size } = runtimeModality(data);
  const sizes = bySize && size ? await size.of(examples) : [];
  const sizeOf = new Map(examples.map(({ id }, i) => [id, sizes[i] ?? null]));
  return ({ id, slices }) => ({
    slices: slicings.map(({ kind }, i) => (kind === 'size' ? sizeOf.get(id) : slices?.[i]) ?? null),
  });
}
