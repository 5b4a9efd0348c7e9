/** What of a batch is judged: one answer for each example, or one for each of its words. */
import type { Sizes } from '@tlp/language/graph/shape.js';
import { judgedIn, type Layout, logitsByExample } from '../data/places.js';
import type { Batch } from '../engines/types.js';
import type { Task } from '../tasks/task.js';
import type { ExampleSource } from './source.js';

/** Where the answers of a batch stand; undefined where each example has one. */
export const layoutOf = (
  { places }: ExampleSource,
  { tokens }: Sizes,
  examples: readonly number[],
): Layout | undefined => places && { tokens: tokens!, places: examples.map((example) => places[example]!) };

/** How many answers of each example are judged. */
export const judgedOf = (examples: readonly number[], layout: Layout | undefined): readonly number[] =>
  examples.map((_, i) => judgedIn(layout?.places[i]));

export const byExample = (
  { outputs }: Pick<Task, 'outputs'>,
  logits: Float32Array,
  layout: Layout | undefined,
): readonly Float32Array[] => logitsByExample(logits, outputs.length, layout?.places);

/**
 * `[N]`: what each example counts in the loss, which is divided by their number; where words are judged, by the number of those.
 * @param counted answers of the batch that are judged
 */
export function weightBatch(weights: readonly number[], counted: number): Batch<Float32Array> {
  const share = counted === 0 ? 0 : weights.length / counted;
  return { data: Float32Array.from(weights, (weight) => weight * share), shape: [weights.length] };
}
