import type { Graph } from '@tlp/language/graph/types.js';
import type { OnnxRuntime } from '../../native/onnx.js';
import type { Weights } from '../../weights/tensors.js';
import { unwritable, withTemporaryFolder } from '../temporary-folder.js';
import type { InferenceEngine } from '../types.js';
import { isLarge, writeModelFiles } from './large-model.js';
import { encodeOnnx, type OnnxModel } from './model-proto.js';
import { type OnnxSession, openSession } from './session.js';
import { openThreadedSession } from './threaded.js';
import { onnxModel, outputName } from './write.js';

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
  const session = await openModel(ort, onnxModel(graph, weights), beside);
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

async function openModel(ort: OnnxRuntime, model: OnnxModel, beside: boolean): Promise<OnnxSession> {
  const open = async (from: Uint8Array | string) =>
    (beside ? await openThreadedSession(from) : null) ?? (await openSession(ort, from));
  if (!isLarge(model)) return open(encodeOnnx(model));
  // The library maps the weights, or has read them, by the time the session is there.
  return withTemporaryFolder(async (folder) => open(await writeModelFiles(folder, model).catch(unwritable)));
}
