import type { Graph } from '@tlp/language/graph/types.js';
import type { OnnxRuntime } from '../../native/onnx.js';
import type { Weights } from '../../weights/tensors.js';
import type { InferenceEngine } from '../types.js';
import { outputName, writeOnnx } from './write.js';

/** Runs an inference graph on ONNX Runtime's processor backend. */
export async function createOnnxInference(
  ort: OnnxRuntime,
  graph: Graph,
  weights: Weights,
): Promise<InferenceEngine> {
  const session = await ort.InferenceSession.create(writeOnnx(graph, weights), {
    executionProviders: ['cpu'],
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    extra: {
      // Threads that wait for work by spinning would take the cores from the threads that decode the next images.
      session: { intra_op: { allow_spinning: '0' } },
      // It makes zeros around a max pool a padding of the pool, which is lower than any value.
      optimization: { disable_specified_optimizers: 'Pad_Fusion' },
    },
  });
  return {
    name: 'onnx',
    async run(feeds) {
      const inputs = Object.fromEntries(
        graph.inputs.map((name) => {
          const batch = feeds[name];
          if (!batch) throw new Error(`The graph's input ${name} was not fed.`);
          const { data, shape } = batch;
          const dims = [...shape];
          return [
            name,
            data instanceof Int32Array
              ? new ort.Tensor('int32', data, dims)
              : new ort.Tensor('float32', data, dims),
          ];
        }),
      );
      const outputs = await session.run(inputs);
      return graph.outputs.map((_, i) => outputs[outputName(i)]!.data as Float32Array);
    },
    dispose: () => session.release(),
  };
}
