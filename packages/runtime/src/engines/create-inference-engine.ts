import type { Graph } from '@tlp/language/graph/types.js';
import type { Weights } from '../weights/tensors.js';
import { type InferenceLibrary, inferenceLibrary } from './libraries.js';
import { createOnnxInference } from './onnx/inference.js';
import { createPortableInference } from './portable/inference.js';
import { createTensorFlowInference } from './tensorflow/inference.js';
import type { InferenceEngine } from './types.js';

export interface InferenceEngineOptions {
  /** `auto` tries ONNX Runtime, then TensorFlow, then the portable engine. */
  readonly engine: 'auto' | 'onnx' | 'tensorflow' | 'portable';
  /**
   * Whether it computes on a thread of its own where it can, so that the caller reads the next batch meanwhile. Worth its start
   * where there are many batches. Defaults to false.
   */
  readonly beside?: boolean;
}

/** An engine for a graph without gradients: the frozen part of a phase, or a trained model. */
export async function createInferenceEngine(
  graph: Graph,
  weights: Weights,
  { engine, beside = false }: InferenceEngineOptions,
): Promise<InferenceEngine> {
  return createOn(await inferenceLibrary(engine), graph, weights, beside);
}

function createOn(library: InferenceLibrary, graph: Graph, weights: Weights, beside: boolean) {
  switch (library.name) {
    case 'onnx':
      return createOnnxInference(library.ort, graph, weights, beside);
    case 'tensorflow':
      return createTensorFlowInference(library.tf, graph, weights);
    case 'portable':
      return createPortableInference(library.tf, graph, weights);
  }
}
