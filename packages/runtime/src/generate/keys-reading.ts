/** A transformer reads on: the keys and values of all tokens are kept, so each token costs as much as it alone. */
import type { OfAttention } from '@tlp/language/graph/continuation.js';
import { promptGraph, stepGraph } from '@tlp/language/graph/continuation-graphs.js';
import { textInputs } from '@tlp/language/modalities/text/preprocessing.js';
import { createInferenceEngine } from '../engines/create-inference-engine.js';
import type { InferenceEngine } from '../engines/types.js';
import { textFeeds } from './feeds.js';
import { createKeyValueCache, type KeyValueCache } from './key-value-cache.js';
import type { Reading, ReadingOptions } from './reading.js';

/** After the first time, it reads one token at a time; no more in all than the network has positions. */
export function keysReading(network: OfAttention, { weights, engine }: ReadingOptions): Reading {
  let cache: KeyValueCache | undefined;
  let stepping: InferenceEngine | undefined;

  /** Its engine is given back, as the next one holds the same weights. */
  async function begin(tokens: readonly number[]): Promise<Float32Array> {
    const reading = await createInferenceEngine(promptGraph(network), weights, { engine });
    const [logits, ...seen] = await reading.run(textFeeds(tokens)).finally(() => reading.dispose());
    cache = createKeyValueCache(network, seen, tokens.length);
    return logits!;
  }

  async function step(token: number, kept: KeyValueCache): Promise<Float32Array> {
    stepping ??= await createInferenceEngine(stepGraph(network), weights, { engine });
    const ids = { data: Int32Array.of(token), shape: [1, 1] };
    const [logits, ...own] = await stepping.run({ [textInputs.ids]: ids, ...kept.feeds() });
    kept.add(own);
    return logits!;
  }

  return {
    read: (tokens) => (cache ? step(tokens[0]!, cache) : begin(tokens)),
    dispose: async () => stepping?.dispose(),
  };
}
