/** A network as it reads a text piece by piece. What it keeps of what it has read depends on its layers. */
import type { Continuation } from '@tlp/language/graph/continuation.js';
import { promptGraph } from '@tlp/language/graph/continuation-graphs.js';
import { statesGraph, windowGraph } from '@tlp/language/graph/recurrent-continuation.js';
import type { Graph } from '@tlp/language/graph/types.js';
import type { InferenceEngineOptions } from '../engines/create-inference-engine.js';
import type { Weights } from '../weights/tensors.js';
import { keysReading } from './keys-reading.js';
import { statesReading } from './states-reading.js';
import { windowReading } from './window-reading.js';

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

/** Of all that it computes with. */
export function readingGraph(network: Continuation): Graph {
  switch (network.keeps) {
    case 'keys':
      return promptGraph(network);
    case 'states':
      return statesGraph(network);
    case 'window':
      return windowGraph(network);
  }
}

export function readingOf(network: Continuation, options: ReadingOptions): Reading {
  switch (network.keeps) {
    case 'keys':
      return keysReading(network, options);
    case 'states':
      return statesReading(network, options);
    case 'window':
      return windowReading(network, options);
  }
}
