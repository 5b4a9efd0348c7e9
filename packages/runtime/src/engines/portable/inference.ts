import type { Graph } from '@tlp/language/graph/types.js';
import type { Tfjs } from '../../ops/kernel.js';
import type { Weights } from '../../weights/tensors.js';
import type { InferenceEngine } from '../types.js';
import { evaluate } from './evaluate.js';
import { feedTensors, parameterTensors } from './tensors.js';

/** Runs a graph op by op on whatever backend `tf` has. Slow; the oracle of the others. */
export function createPortableInference(tf: Tfjs, graph: Graph, weights: Weights): InferenceEngine {
  const parameters = parameterTensors(tf, graph.parameters, weights);
  return {
    name: 'portable',
    async run(feeds) {
      const outputs = tf.tidy(() =>
        evaluate(tf, graph, { ...parameters, ...feedTensors(tf, feeds) }, graph.outputs),
      );
      const data = await Promise.all(outputs.map((tensor) => tensor.data()));
      tf.dispose(outputs);
      return data.map((values) => Float32Array.from(values));
    },
    async dispose() {
      tf.dispose(parameters);
    },
  };
}
