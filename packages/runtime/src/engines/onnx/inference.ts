import type { Graph } from '@tlp/language/graph/types.js';
import type { OnnxRuntime } from '../../native/onnx.js';
import type { Weights } from '../../weights/tensors.js';
import type { InferenceEngine } from '../types.js';
import { openSession } from './session.js';
import { openThreadedSession } from './threaded.js';
import { outputName, writeOnnx } from './write.js';

/**
 * Runs an inference graph on ONNX Runtime's processor backend.
 * @param beside on a thread of its own
 */
export async function createOnnxInference(
  ort: OnnxRuntime,
  graph: Graph,
  weights: Weights,
  beside = false,
): Promise<InferenceEngine> {
  const model = writeOnnx(graph, weights);
  const session = (beside ? await openThreadedSession(model) : null) ?? (await openSession(ort, model));
  return {
    name: 'onnx',
    async run(feeds) {
      const absent = graph.inputs.find((name) => !feeds[name]);
      if (absent) throw new Error(`The graph's input ${absent} was not fed.`);
      const fed = Object.fromEntries(graph.inputs.map((name) => [name, feeds[name]!]));
      const outputs = await session.run(fed);
      return graph.outputs.map((_, i) => outputs[outputName(i)]!);
    },
    dispose: session.release,
  };
}
