/** The examples as the epochs of a phase see them. */
import type { Changes } from '@tlp/language/modalities/modality.js';
import type { Example } from '../data/types.js';
import { sha256 } from '../files/hash.js';
import type { Reader } from '../modalities/modality.js';
import { inOrder } from './batches.js';
import type { Views } from './source.js';

/** An example as one epoch sees it. */
export interface View {
  readonly example: Example;
  readonly view: number;
  /** Its name in a store. */
  readonly record: string;
}

/** Views of each example. */
export const countOf = (views: Views | null): number => views?.count ?? 1;

/** All views of the examples, those of the first epoch first. */
export const viewsOf = (examples: readonly Example[], views: Views | null): readonly View[] =>
  inOrder(countOf(views)).flatMap((view) =>
    examples.map((example): View => {
      const own = example.seenAs === undefined ? example.hash : `${example.hash}/${example.seenAs}`;
      const record = views ? `${own}/${views.key}/${view}` : own;
      return { example, view, record };
    }),
  );

/**
 * The views do not depend on the run's seed, so that runs with other seeds share them. A phase shorter than the
 * number of variants never sees the last ones.
 */
export function storedViews(
  changes: Changes | null,
  reader: Pick<Reader, 'changes'>,
  epochs: number,
): Views | null {
  if (!changes?.stored) return null;
  return {
    count: Math.min(changes.stored, epochs),
    key: sha256(JSON.stringify(reader.changes)).slice(0, 16),
    changeBy: ({ hash }, view) => ['view', view, hash],
  };
}
