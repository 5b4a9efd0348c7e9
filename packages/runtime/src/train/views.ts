/** The examples as the epochs of a phase see them. */
import type { Example } from '../data/types.js';
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
