/** An optimizer: which slots it keeps, the numbers a step needs, and its update on each engine. */
import type { TensorFlowEmitter } from '../../engines/tensorflow/emitter.js';
import type { StepScalars } from '../../engines/types.js';

/** One parameter's update in a TensorFlow graph. Handles are variables, the rest float tensors. */
export interface TensorFlowUpdate {
  readonly emitter: TensorFlowEmitter;
  readonly name: string;
  readonly variable: string;
  readonly slots: readonly string[];
  readonly gradient: string;
  /** A step's number by name, as `scalars` gives it. */
  scalar(name: string): string;
  /** Nodes that must have run before, as control inputs. */
  readonly after: readonly string[];
  /** Of this parameter, where the rule itself decays; else 0. */
  readonly weightDecay: number;
}

/** How weight decay enters: added to the gradient (L2), taken off the weight beside it (AdamW), or as the rule itself has it. */
export type Decay = 'coupled' | 'decoupled' | 'within';

export interface OptimizerRule {
  readonly decay: Decay;
  /** Names of the per-parameter slots, each like the parameter, zero at the start. */
  readonly slots: readonly string[];
  /**
   * Numbers of one step beside `learning_rate`.
   * @param update which update of the phase this is, from 1
   * @param momentum in place of the optimizer's own; not listened to by a rule that has none
   */
  scalars(update: number, momentum?: number): StepScalars;
  /** Adds the update; returns the node that has updated the variable. */
  tensorflow(update: TensorFlowUpdate): string;
  /** The same update in place, in double precision arithmetic on float32 storage. */
  portable(
    parameter: Float32Array,
    gradient: Float32Array,
    slots: readonly Float32Array[],
    scalars: StepScalars,
    weightDecay: number,
  ): void;
}
