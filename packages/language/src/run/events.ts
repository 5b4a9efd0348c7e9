/** What a run tells while it works, as plain data: for the terminal, `--json`, the editor and the report. */

import type { SplitName } from '../data/split-bounds.js';
import type { Noun } from '../modalities/noun.js';
import type { Pairs } from '../plan/pairs.js';
import type { StoredStart } from '../plan/stored-start.js';
import type { Solver } from '../schema/solvers.js';
import type { TaskName } from '../tasks/index.js';
import type { JudgedExpectation } from './expectations.js';
import type { Metrics, MetricsSummary, Scores } from './metrics.js';

export interface PhaseOutline {
  /** Trained values of the phase. */
  readonly trainable: number;
  /** Values of the network that the phase leaves alone. */
  readonly frozen: number;
  /** The block whose output the features are, the network's input where nothing is computed once. */
  readonly cut: string;
  /** Bytes of one example's features; 0 where the phase trains on the examples themselves. */
  readonly featureBytesPerExample: number;
}

/** One line of `metrics.jsonl`. */
export interface EpochRecord {
  readonly phase: string;
  /** From 1. */
  readonly epoch: number;
  /** While the weights change, with augmentation, dropout and label smoothing on. */
  readonly train: { readonly loss: number; readonly scores: Scores };
  readonly validation: MetricsSummary | null;
  /** Rate of the epoch's last update; absent where nothing descends. */
  readonly learningRate?: number;
  /** Largest gradient norm before clipping; absent where nothing is clipped. */
  readonly gradientNorm?: number;
  readonly seconds: number;
}

/** How a phase without epochs came to its head. */
export interface SolvedRecord {
  /** With every number as it was used. */
  readonly by: Solver;
  /** Strengths of which this one did best on the validation split; 0 where none was to be chosen. */
  readonly tried: number;
  /** By what the logits were divided, as the validation split says; null where they were left as they are. */
  readonly temperature: number | null;
}

export interface PhaseRecord {
  readonly name: string;
  /** Epochs that were run. */
  readonly epochs: number;
  /** The epoch whose weights were kept; 0 where none was better than what the phase started from. */
  readonly bestEpoch: number;
  readonly stoppedEarly: boolean;
  /** Absent where an optimizer descends. */
  readonly solved?: SolvedRecord;
  /** Of an epoch, and the steps of all; absent where examples are learned by themselves. */
  readonly pairs?: Pairs & { readonly steps: number };
  /** Features included. */
  readonly seconds: number;
  readonly featureSeconds: number;
  readonly trainable: number;
  readonly cut: string;
  /** Of all splits' features that the phase read. */
  readonly featureBytes: number;
  /** Examples that went through the frozen part. */
  readonly forwardPasses: number;
  /** Examples that did not have to, against computing the frozen part in every epoch. */
  readonly forwardPassesSaved: number;
  readonly engine: string;
}

/** What became of the probabilities of a model that was calibrated. */
export interface CalibrationRecord {
  /** By what the logits were divided. */
  readonly temperature: number;
  /** As it was before; null of a split without examples. Accuracy and the like are the same as after. */
  readonly before: Readonly<Record<'validation' | 'test', CalibrationMeasures | null>>;
}

export interface CalibrationMeasures {
  readonly loss: number;
  /** Absent where each label has a probability of its own. */
  readonly ece?: number;
}

export type RunMetrics = Readonly<Record<'validation' | 'test', Metrics | null>>;

export interface RunResult {
  /** The run directory, absolute. */
  readonly run: string;
  /** What examples are called. */
  readonly noun: Noun;
  readonly metrics: RunMetrics;
  readonly phases: readonly PhaseRecord[];
  readonly seconds: number;
  /** Absent where the pipeline asks for none. */
  readonly calibration?: CalibrationRecord;
  /** What the pipeline expects, met or missed; absent where it expects nothing. */
  readonly expectations?: readonly JudgedExpectation[];
}

/** What a run of `split: folds(…)` gives: each fold is a run of its own. */
export interface FoldsResult {
  /** The directory of them all. */
  readonly run: string;
  /** Their directories, in it. */
  readonly folds: readonly string[];
  /** Of each metric on the part that validates, the loss among them. */
  readonly validation: Readonly<Record<string, Spread>>;
  /** What the pipeline expects, held against the means and the time of all folds; absent where it expects nothing. */
  readonly expectations?: readonly JudgedExpectation[];
}

export interface Spread {
  readonly mean: number;
  /** Standard deviation, by one less than there are folds. */
  readonly deviation: number;
  /** Of each fold. */
  readonly values: readonly number[];
}

export type TrainEvent =
  | {
      readonly type: 'run-start';
      readonly run: string;
      /** What examples are called. */
      readonly noun: Noun;
      readonly pipeline: string;
      readonly seed: number;
      readonly task: TaskName;
      /** The score by which the best epoch is chosen. */
      readonly monitor: string;
      readonly outputs: readonly string[];
      readonly examples: Readonly<Record<SplitName, number>>;
      /** Where a resumed run goes on. */
      readonly resumed: { readonly phase: string; readonly epoch: number } | null;
    }
  | { readonly type: 'stage'; readonly message: string }
  | {
      readonly type: 'warning';
      /** Where it is only good to know. */
      readonly severity?: 'info';
      readonly code: string;
      readonly message: string;
      readonly remedy: string;
    }
  | {
      readonly type: 'phase-start';
      readonly phase: string;
      /** From 1. */
      readonly index: number;
      readonly phases: number;
      readonly epochs: number;
      readonly freeze: string;
      readonly plan: PhaseOutline;
    }
  | {
      readonly type: 'features';
      readonly phase: string;
      readonly split: SplitName;
      readonly done: number;
      readonly total: number;
      /** Stored features of shallower cuts that some were computed from; absent where none were. */
      readonly from?: readonly StoredStart[];
    }
  | {
      readonly type: 'batch';
      readonly phase: string;
      readonly epoch: number;
      readonly epochs: number;
      /** From 1. */
      readonly batch: number;
      readonly batches: number;
      /** Mean loss of the epoch so far. */
      readonly loss: number;
      /** Of the phase, from the speed so far. */
      readonly secondsLeft: number;
    }
  | ({ readonly type: 'epoch-end'; readonly best: boolean; readonly secondsLeft: number } & EpochRecord)
  | ({ readonly type: 'phase-end' } & PhaseRecord)
  | ({ readonly type: 'result' } & RunResult)
  | ({ readonly type: 'folds' } & FoldsResult);

export type OnEvent = (event: TrainEvent) => void;
