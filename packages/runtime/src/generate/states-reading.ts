/** An LSTM reads on: its states stand for all that it has read, however long that is. */
import type { OfStates } from '@tlp/language/graph/continuation.js';
import { stateInputs, statesGraph } from '@tlp/language/graph/recurrent-continuation.js';
import { createInferenceEngine } from '../engines/create-inference-engine.js';
import type { Batch, InferenceEngine } from '../engines/types.js';
import { textFeeds } from './feeds.js';
import type { Reading, ReadingOptions } from './reading.js';

export function statesReading(network: OfStates, { weights, engine }: ReadingOptions): Reading {
  const names = stateInputs(network).flat();
  let states: readonly Float32Array[] = network.units.flatMap((units) => [
    new Float32Array(units),
    new Float32Array(units),
  ]);
  let running: InferenceEngine | undefined;
  return {
    async read(tokens) {
      running ??= await createInferenceEngine(statesGraph(network), weights, { engine });
      const fed = names.map((name, i): [string, Batch] => [
        name,
        { data: states[i]!, shape: [1, states[i]!.length] },
      ]);
      const [logits, ...after] = await running.run({ ...textFeeds(tokens), ...Object.fromEntries(fed) });
      states = after;
      return logits!;
    },
    dispose: async () => running?.dispose(),
  };
}
