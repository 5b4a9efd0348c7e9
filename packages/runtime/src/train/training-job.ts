/** What a training is put together from: everything that runs a schedule. */
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import type { Graph } from '@tlp/language/graph/types.js';
import type { Noun } from '@tlp/language/modalities/noun.js';
import type { Phase, Schedule } from '@tlp/language/resolve/pipeline.js';
import type { OnEvent } from '@tlp/language/run/events.js';
import type { CreateTrainingEngine, TrainingEngineOptions } from '../compile/training-engine.js';
import type { StepScalars } from '../engines/types.js';
import type { Balancing, Guess, Task } from '../tasks/task.js';
import type { Weights } from '../weights/tensors.js';
import type { CheckpointStore } from './checkpoint.js';
import type { PhaseSources } from './source.js';

export interface TrainingJob {
  readonly schedule: Schedule;
  readonly seed: number;
  /** `inputs -> logits`. */
  readonly network: Graph;
  /** The same at the size of a phase's input; absent where all phases have one. */
  readonly networkOf?: (phase: Phase) => Graph;
  /** In the unit of what the network reads; of texts the greatest number of tokens. */
  readonly inputSize: number;
  /** Every parameter of the network as the run starts. Never written to. */
  readonly weights: Weights;
  readonly task: Task;
  readonly batch: number;
  readonly balancing: Balancing;
  readonly guess: Guess;
  /** The training examples of an epoch in order; a pure function. */
  readonly order: (phase: Phase, epoch: number) => readonly number[];
  readonly openSources: (request: SourceRequest) => Promise<PhaseSources>;
  /**
   * The training examples for the end of a run, read as those of other splits are: without changes, by all views. Of more than so many,
   * a sample. Features are read where all of these are stored, and none are stored for it.
   */
  readonly openKnown: (
    request: Pick<SourceRequest, 'phase' | 'program' | 'weights'>,
    most: number,
  ) => Promise<PhaseSources>;
  /** What examples are called. */
  readonly noun: Noun;
  readonly createEngine: CreateTrainingEngine;
  readonly engine: TrainingEngineOptions['engine'];
  readonly scalars: (phase: Phase, update: number, learningRate: number, momentum?: number) => StepScalars;
  readonly checkpoints: CheckpointStore;
  /** The pipeline's file, for messages. */
  readonly file: string;
  readonly onEvent: OnEvent;
  readonly signal?: AbortSignal | undefined;
}

export interface SourceRequest {
  readonly phase: Phase;
  readonly program: PhaseProgram;
  readonly weights: Weights;
  /** Later phases whose features the same pass over the examples can give. */
  readonly later: readonly { readonly phase: Phase; readonly program: PhaseProgram }[];
  /** Whether the phase is the last one, after which the test split is read. */
  readonly last: boolean;
  /** Whether nothing has been trained yet, so that an image that cannot be used had better stop the run. */
  readonly first: boolean;
  /** Whether only the training split is read. */
  readonly trainOnly: boolean;
  /**
   * Whether training examples are read for the model to know them, when all phases are trained: as those of other splits are, by all
   * views. Nobody reads them again, so nothing is stored of them, and the training is not stopped for those that are lost. Defaults to false.
   */
  readonly toKnow?: boolean;
}
