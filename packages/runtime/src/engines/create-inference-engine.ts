import { TlpError } from '@tlp/language/diagnostic.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { loadOnnxRuntime } from '../native/onnx.js';
import type { Weights } from '../weights/tensors.js';
import { tensorFlowOrNull } from './choose.js';
import { createOnnxInference } from './onnx/inference.js';
import { createPortableInference } from './portable/inference.js';
import { loadTfjs } from './portable/load-tfjs.js';
import { noteStandIn } from './stand-in.js';
import { createTensorFlowInference } from './tensorflow/inference.js';
import type { InferenceEngine } from './types.js';

export interface InferenceEngineOptions {
  /** `auto` tries ONNX Runtime, then TensorFlow, then the portable engine. */
  readonly engine: 'auto' | 'onnx' | 'tensorflow' | 'portable';
}

/** An engine for a graph without gradients: the frozen part of a phase, or a trained model. */
export async function createInferenceEngine(
  graph: Graph,
  weights: Weights,
  { engine }: InferenceEngineOptions,
): Promise<InferenceEngine> {
  if (engine === 'onnx' || engine === 'auto') {
    try {
      return await createOnnxInference(await loadOnnxRuntime(), graph, weights);
    } catch (error) {
      if (engine === 'onnx' || !(error instanceof TlpError)) throw error;
      const { message, remedy } = error.diagnostics[0]!;
      noteStandIn('TensorFlow stands in for ONNX Runtime', message, remedy);
    }
  }
  const tf = await tensorFlowOrNull(engine);
  return tf
    ? createTensorFlowInference(tf, graph, weights)
    : createPortableInference(await loadTfjs(), graph, weights);
}
