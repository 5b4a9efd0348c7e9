/** Continues a text token by token. */
import { type Continuation, longestText } from '@tlp/language/graph/continuation.js';
import type { Weights } from '../weights/tensors.js';
import type { ReadingOptions } from './reading.js';
import { readingOf } from './readings.js';

export interface ContinueOptions extends Pick<ReadingOptions, 'engine'> {
  /** Which token comes next, by the logits of all, `[vocabulary]`; `step` counts from 0. Null where the text ends. */
  readonly choose: (logits: Float32Array, step: number) => number | null;
  /** The most tokens that follow. */
  readonly most: number;
}

/**
 * The tokens that follow, until `choose` ends the text, `most` are there, or the network's positions are used up.
 * @param prompt at least one token, and no more than the network reads
 */
export async function* continued(
  network: Continuation,
  weights: Weights,
  prompt: readonly number[],
  { engine, choose, most }: ContinueOptions,
): AsyncGenerator<number> {
  // The token behind the last position is told, and not read.
  const last = Math.min(most, longestText(network) - prompt.length + 1);
  const reading = readingOf(network, { weights, engine });
  try {
    let unread = prompt;
    for (let step = 0; step < last; step++) {
      const token = choose(await reading.read(unread), step);
      if (token === null) return;
      yield token;
      unread = [token];
    }
  } finally {
    await reading.dispose();
  }
}
