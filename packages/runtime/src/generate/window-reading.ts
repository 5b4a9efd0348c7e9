/** A network that weighs all tokens of a window anew reads on: the last tokens are read for each that follows. */
import type { OfWindow } from '@tlp/language/graph/continuation.js';
import { windowGraph } from '@tlp/language/graph/recurrent-continuation.js';
import { textInputs } from '@tlp/language/modalities/text/preprocessing.js';
import { createInferenceEngine } from '../engines/create-inference-engine.js';
import type { InferenceEngine } from '../engines/types.js';
import type { Reading, ReadingOptions } from './reading.js';

export function windowReading(network: OfWindow, { weights, engine }: ReadingOptions): Reading {
  let window = new Array<number>(network.tokens).fill(network.filler);
  let running: InferenceEngine | undefined;
  return {
    async read(tokens) {
      window = [...window, ...tokens].slice(-network.tokens);
      running ??= await createInferenceEngine(windowGraph(network), weights, { engine });
      const ids = { data: Int32Array.from(window), shape: [1, window.length] };
      const [logits] = await running.run({ [textInputs.ids]: ids });
      return logits!;
    },
    dispose: async () => running?.dispose(),
  };
}
