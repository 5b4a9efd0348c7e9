/** A network as it reads a text piece by piece. What it keeps of what it has read depends on its layers. */
import type { InferenceEngineOptions } from '../engines/create-inference-engine.js';
import type { Weights } from '../weights/tensors.js';

export interface Reading {
  /**
   * Reads some tokens, at least one, behind all that were read before.
   * @returns the logits of the token that follows, `[vocabulary]`
   */
  read(tokens: readonly number[]): Promise<Float32Array>;
  dispose(): Promise<void>;
}

export interface ReadingOptions {
  readonly weights: Weights;
  readonly engine: InferenceEngineOptions['engine'];
}
