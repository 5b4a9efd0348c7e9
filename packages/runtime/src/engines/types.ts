/** Who executes a graph. Three engines implement these; the trainer knows nothing else of them. */
import type { Graph } from '@tlp/language/graph/types.js';
import type { Weights } from '../weights/tensors.js';

/** A batch fed to a graph; `shape[0]` is the batch size. Its values have the type of the input: float32 or int32. */
export interface Batch<Data extends Float32Array | Int32Array = Float32Array | Int32Array> {
  readonly data: Data;
  readonly shape: readonly number[];
}

export type Feeds = Readonly<Record<string, Batch>>;

/** Runs a graph without gradients: the frozen part of a phase, or a trained model for prediction. */
export interface InferenceEngine {
  readonly name: 'onnx' | 'tensorflow' | 'portable';
  /** Outputs in the graph's order, each row-major with the batch first. */
  run(feeds: Feeds): Promise<readonly Float32Array[]>;
  dispose(): Promise<void>;
}

/** The numbers one training step needs beside its batch; see `compile/optimizers`. */
export type StepScalars = Readonly<Record<string, number>>;

export interface StepResult {
  /** Mean loss of the batch, nats, label smoothing and example weights included. */
  readonly loss: number;
  /** `[N, classes]`, or `[N, tokens, tags]`. */
  readonly logits: Float32Array;
  /** Global norm of the gradient before clipping; only where clipping is on. */
  readonly gradientNorm?: number;
}

/** Some examples of a batch that goes through a graph in parts. */
export interface BatchPart {
  /** Whether a batch begins with it. */
  readonly first: boolean;
  /** Examples of the whole batch. */
  readonly of: number;
}

/** One phase's training graph, compiled; holds the trained parameters and the optimizer's slots. */
export interface TrainingEngine {
  readonly name: 'tensorflow' | 'portable';
  /**
   * Adds the batch's gradient; with `update`, then takes an optimizer step on the batches' mean.
   * @param part where the feeds are only some examples of a batch; the loss is then their share of the batch's
   */
  train(feeds: Feeds, scalars: StepScalars, update: boolean, part?: BatchPart): Promise<StepResult>;
  /** Forward pass in inference mode. */
  evaluate(feeds: Feeds): Promise<{ readonly losses: Float32Array; readonly logits: Float32Array }>;
  /** Every variable by name: parameters, statistics, optimizer slots (`slot/…`), averages (`average/…`), accumulators. */
  read(): Promise<Map<string, Float32Array>>;
  /** Puts back what `read` gave: the way to resume and to restore the best weights. */
  write(variables: Weights): Promise<void>;
  dispose(): Promise<void>;
}

export interface Network {
  /** Backbone and head in one graph: `image -> logits`. */
  readonly graph: Graph;
  readonly classes: readonly string[];
}
