/** The trainer's one door to the compiler: a phase's program in, an engine that trains it out. */
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import type { Phase } from '@tlp/language/resolve/pipeline.js';
import type { TrainingEngine } from '../engines/types.js';
import type { AddLoss } from '../tasks/task-loss.js';
import type { Weights } from '../weights/tensors.js';

/** Names of the feeds beside the program's features and masks. */
export const targetInput = 'target';
export const weightInput = 'example_weight';

export interface TrainingEngineOptions {
  readonly phase: Pick<Phase, 'optimizer' | 'clipNorm' | 'accumulate' | 'average'> & {
    /** What the fed learning rate is multiplied by, for each parameter that has a rate of its own. */
    readonly rateFactors?: Readonly<Record<string, number>>;
  };
  /** Where a batch may have more: its gradients are computed in parts, and added up. */
  readonly atOnce?: number | undefined;
  readonly addLoss: AddLoss;
  /** Values of all parameters of `program.training`. */
  readonly weights: Weights;
  /** `auto` takes TensorFlow where it loads and else the portable engine, with a warning. */
  readonly engine: 'auto' | 'tensorflow' | 'portable';
}

/**
 * Feeds of `train`: every feature and mask of the program by its name, `target` `[N, outputs]`
 * (label smoothing applied; of another type where the loss says so), `example_weight` `[N]`. Feeds of `evaluate`: the features, `target` and
 * `example_weight` (its losses are not weighed). The loss of a step is `sum(weight · loss) / N`.
 */
export type CreateTrainingEngine = (
  program: PhaseProgram,
  options: TrainingEngineOptions,
) => Promise<TrainingEngine>;
