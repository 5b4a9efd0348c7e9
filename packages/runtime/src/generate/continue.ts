/** Continues a text token by token. What has been read is kept, so each token costs as much as it alone. */
import type { Continuation } from '@tlp/language/graph/continuation.js';
import { promptGraph, stepGraph } from '@tlp/language/graph/continuation-graphs.js';
import { textInputs } from '@tlp/language/modalities/text/preprocessing.js';
import { createInferenceEngine } from '../engines/create-inference-engine.js';
import type { Feeds } from '../engines/types.js';
import type { Weights } from '../weights/tensors.js';
import { createKeyValueCache } from './key-value-cache.js';

export interface ContinueOptions {
  readonly engine: 'auto' | 'onnx' | 'tensorflow' | 'portable';
  /** Which token comes next, by the logits of all, `[vocabulary]`; `step` counts from 0. Null where the text ends. */
  readonly choose: (logits: Float32Array, step: number) => number | null;
  /** The most tokens that follow. */
  readonly most: number;
}

/**
 * The tokens that follow, until `choose` ends the text, `most` are there, or the network's positions are used up.
 * @param prompt at least one token, and no more than the network has positions
 */
export async function* continued(
  network: Continuation,
  weights: Weights,
  prompt: readonly number[],
  { engine, choose, most }: ContinueOptions,
): AsyncGenerator<number> {
  if (most < 1) return;
  const [logits, ...seen] = await readPrompt(network, weights, prompt, engine);
  let token = choose(logits!, 0);
  if (token === null) return;
  yield token;
  const last = Math.min(most, network.positions - prompt.length + 1);
  if (last < 2) return;
  const cache = createKeyValueCache(network, seen, prompt.length);
  const stepping = await createInferenceEngine(stepGraph(network), weights, { engine });
  try {
    for (let step = 1; step < last; step++) {
      const ids = { data: Int32Array.of(token), shape: [1, 1] };
      const [scores, ...own] = await stepping.run({ [textInputs.ids]: ids, ...cache.feeds() });
      cache.add(own);
      token = choose(scores!, step);
      if (token === null) return;
      yield token;
    }
  } finally {
    await stepping.dispose();
  }
}

/** What `promptGraph` gives of a text. Its engine is given back, as the next one holds the same weights. */
async function readPrompt(
  network: Continuation,
  weights: Weights,
  prompt: readonly number[],
  engine: ContinueOptions['engine'],
): Promise<readonly Float32Array[]> {
  const reading = await createInferenceEngine(promptGraph(network), weights, { engine });
  try {
    return await reading.run(promptFeeds(prompt));
  } finally {
    await reading.dispose();
  }
}

export function promptFeeds(prompt: readonly number[]): Feeds {
  const shape = [1, prompt.length];
  return {
    [textInputs.ids]: { data: Int32Array.from(prompt), shape },
    [textInputs.mask]: { data: new Int32Array(prompt.length).fill(1), shape },
  };
}
