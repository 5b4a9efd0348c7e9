/**
 * A pipeline, fully resolved: every default filled in, every unit removed, every name looked up. Plain JSON-able
 * data; the only thing the runtime knows of the language. Fractions are 0..1, angles degrees, sizes pixels.
 */

import type { Grouping } from '../data/grouping/grouping.js';
import type { TableAnswer } from '../data/table/answer.js';
import type { Range } from '../diagnostic.js';
import type { BlockRates } from '../graph/block-rates.js';
import type { Activation } from '../graph/ops/elementwise.js';
import type { Lora } from '../schema/adapt.js';
import type { Average } from '../schema/averages.js';
import type { Contrast } from '../schema/contrast.js';
import type { Sign } from '../schema/expect.js';
import type { Loss } from '../schema/losses.js';
import type { Mix } from '../schema/mixes.js';
import type { ModelFile } from '../schema/models.js';
import type { Optimizer } from '../schema/optimizers.js';
import type { Recipe } from '../schema/recipes.js';
import type { Reject } from '../schema/rejections.js';
import type { Solver } from '../schema/solvers.js';
import type { Soup } from '../schema/sweep.js';
import type { Balance, Units } from '../tasks/definition.js';
import type { TaskName } from '../tasks/index.js';

export type { Average, Balance, Contrast, Lora, Loss, Mix, Optimizer, Reject, Solver };

export interface Pipeline {
  readonly name: string;
  readonly description: string;
  /** Absolute path of the file the pipeline stands in; relative data paths start from its folder. */
  readonly file: string;
  readonly backbone: BackboneChoice;
  /** Follows from what the data names. */
  readonly task: TaskName;
  readonly data: Data;
  readonly head: readonly HeadLayer[];
  readonly schedule: Schedule;
  /** What must hold of the finished model; absent where nothing is expected. It decides nothing that is computed. */
  readonly expect?: readonly Expectation[];
  /** What `tlp sweep` tries; absent where nothing is. `tlp run` trains the pipeline as it stands. */
  readonly sweep?: Sweep;
  /** Where each value came from, by dotted path (`schedule.tune.epochs`, `backbone.input`). */
  readonly origins: Readonly<Record<string, Origin>>;
}

export interface Sweep {
  readonly knobs: readonly Knob[];
  /** Null where every combination is tried. */
  readonly trials: number | null;
  readonly stop: 'halving' | null;
  /** Seconds that all trials may take; null where there is no bound. */
  readonly budget: number | null;
  /** Of the weights of the trials; null where they stay apart. */
  readonly average: Soup | null;
}

/** One value that differs from trial to trial, by its path as `--set` takes it. */
export type Knob = { readonly path: string } & (
  | {
      readonly kind: 'choices';
      /** As `--set` takes them. */
      readonly choices: readonly string[];
    }
  | {
      /** How values lie between the ends: `log` draws factors, `linear` sums. */
      readonly kind: 'log' | 'linear';
      readonly from: number;
      readonly to: number;
      /** As written: `%`, `px`, or empty. */
      readonly unit: string;
      readonly whole: boolean;
    }
);

export interface Expectation {
  /** `time`, or a split and a metric: `test.accuracy`. */
  readonly name: string;
  readonly sign: Sign;
  /** A share is a fraction, a time is in seconds. */
  readonly bound: number;
}

export type Origin =
  | { readonly kind: 'file'; readonly file: string; readonly range: Range }
  | { readonly kind: 'default'; readonly doc: string }
  | { readonly kind: 'set'; readonly text: string }
  | { readonly kind: 'env'; readonly variable: string };

export interface BackboneChoice {
  /** Name in the catalogue, or of the file that the network is imported from. */
  readonly name: string;
  /** Where the network is imported from; its path is absolute. */
  readonly model?: ModelFile;
  /** A named source of the card (`imagenet`), a file or a finished run (absolute path), those of the imported model, or `random`. */
  readonly weights:
    | { readonly kind: 'source'; readonly name: string }
    | { readonly kind: 'file'; readonly path: string }
    | { readonly kind: 'run'; readonly path: string }
    | { readonly kind: 'model' }
    | { readonly kind: 'random' };
  /** Side of the square input, pixels. */
  readonly inputSize: number;
  /** Whether the hidden layers of the published classifier are its last block; absent where the features end it. */
  readonly top?: 'published';
  /** The block that ends it; absent where its last one does. */
  readonly until?: string;
  /** A way to preprocess that the modality knows by this name; absent where it is that of the weights. */
  readonly preprocessing?: string;
}

/** `perClass`: training examples of each class, the others left out; absent where all are taken. */
export type Split = WaysToSplit & { readonly perClass?: number };

type WaysToSplit =
  | {
      readonly kind: 'fraction';
      /** `stratified` splits each class by these fractions, `random` the whole. They sum to at most 1. */
      readonly stratified: boolean;
      readonly train: number;
      readonly validation: number;
      readonly test: number;
      /** Where each of so many parts validates once: how many, and which of them does, from 0; the first where nothing is said. */
      readonly folds?: number;
      readonly fold?: number;
      /** What no two splits may share; absent where each image is divided by itself. */
      readonly group?: Grouping;
    }
  /** Sub-folders of the data folder, each with class folders; `validation` may be cut from `train`. */
  | {
      readonly kind: 'folders';
      readonly train: string;
      readonly validation: string | null;
      readonly test: string | null;
      /** Share of `train` used for validation where there is no validation folder. */
      readonly validationFraction: number;
      readonly group?: Grouping;
    }
  /** A column of the table, with the names that folders of splits have. */
  | {
      readonly kind: 'column';
      readonly column: string;
      /** Share of the training examples used for validation where no row is for it. */
      readonly validationFraction: number;
      readonly group?: Grouping;
    };

/** What says which class, which labels or which numbers belong to an example. */
export type Labels = { readonly kind: 'folder' } | TableLabels | OwnLabels;

/** Of files that need none, as they are learned themselves. */
export interface OwnLabels {
  readonly kind: 'own';
  readonly task: TaskName;
  readonly answer: Extract<TableAnswer, { kind: 'next' }>;
}

export interface TableLabels {
  readonly kind: 'table';
  /** Absolute path of the table. */
  readonly path: string;
  /** The column that names the example's file; absent where the rows are the examples. */
  readonly file?: string;
  /** Whose property names the columns. */
  readonly task: TaskName;
  readonly answer: TableAnswer;
}

/** Whose rows name files. */
export type TableOfFiles = TableLabels & { readonly file: string };

/** What a pipeline says of its data, whatever their kind. Each modality adds its own; see `modalities`. */
export interface Data {
  /** The name of the modality. */
  readonly kind: string;
  /** Absolute path. */
  readonly path: string;
  readonly labels: Labels;
  /** Absolute path of a table that lists what is left out; absent where nothing is. */
  readonly exclude?: string;
  readonly split: Split;
  readonly batch: number;
  /** `class_weights` weighs the loss, `balanced` draws every class equally often, `none` neither. */
  readonly balance: Balance;
  /** Seed of the split, apart from the run's, so that `--seed` never moves an example between splits. */
  readonly splitSeed: number;
}

export type HeadLayer =
  | {
      readonly kind: 'pool';
      readonly mode: 'average' | 'max' | 'both' | 'concat' | 'class_token' | 'last_token' | 'ulmfit';
    }
  | { readonly kind: 'flatten' }
  | { readonly kind: 'normalize' }
  | { readonly kind: 'dropout'; readonly rate: number }
  /** The last one has the units of the task. */
  | {
      readonly kind: 'dense';
      readonly units: number | Units;
      readonly activation: Activation | null;
      /** Absent where it adds one. */
      readonly bias?: false;
      /** Of the kernel; absent for `glorot_uniform`. */
      readonly initializer?: 'he_normal';
    }
  | {
      readonly kind: 'convolution';
      readonly filters: number;
      /** Of the kernel, or of the smallest one where there are several. */
      readonly size: number;
      /** Where there are kernels of every size up to this one, side by side. */
      readonly largest?: number;
      readonly activation: Activation | null;
    }
  /** What is absent is as in Keras: 1e-3, 0.99 and 0. */
  | {
      readonly kind: 'batch_norm';
      readonly epsilon?: number;
      /** Share of the old moving statistics that a step keeps. */
      readonly momentum?: number;
      /** What each offset starts at. */
      readonly offset?: number;
    }
  | { readonly kind: 'activation'; readonly activation: Activation }
  | RecurrentLayer<'lstm'>
  | RecurrentLayer<'gru'>;

export interface RecurrentLayer<Kind extends 'lstm' | 'gru' = 'lstm' | 'gru'> {
  readonly kind: Kind;
  readonly units: number;
  /** Absent where it goes from the first token to the last alone. */
  readonly bidirectional?: true;
  /** What it gives; absent for the state after the last token, which each direction has at its own end. */
  readonly return?: 'sequence';
}

/** The rate over a phase; `warmup` is the share of the phase's steps in which it rises linearly from 0. */
export type LearningRate = RateSchedule & {
  /** That of the lowest blocks, where they have another than the head; those between have rates in between. */
  readonly lowest?: number;
  /** Where all blocks have the lowest rate, and only the head another. */
  readonly evenBelow?: true;
};

type RateSchedule =
  | { readonly kind: 'constant'; readonly rate: number; readonly warmup: number }
  | { readonly kind: 'cosine'; readonly rate: number; readonly end: number; readonly warmup: number }
  | { readonly kind: 'linear'; readonly rate: number; readonly end: number; readonly warmup: number }
  /** Multiplied by `factor` every `every` epochs. */
  | {
      readonly kind: 'step';
      readonly rate: number;
      readonly factor: number;
      readonly every: number;
      readonly warmup: number;
    }
  /** Stays for a share of the steps, then falls to `rate/finalDivisor`. */
  | {
      readonly kind: 'flat_cosine';
      readonly rate: number;
      readonly flat: number;
      readonly finalDivisor: number;
      readonly warmup: number;
    }
  /** Smith 2018, arXiv:1803.09820: rises to `rate` over `warmup` of the steps, falls to `rate/finalDivisor`. */
  | {
      /** At which step the highest and the lowest rate are: as PyTorch or as fastai has it. */
      readonly kind: 'one_cycle' | 'fit_one_cycle';
      readonly rate: number;
      readonly warmup: number;
      readonly divisor: number;
      readonly finalDivisor: number;
      /** What the momentum falls to while the rate rises, and where it is at both ends; null for that of the optimizer. */
      readonly momentum: readonly [number, number] | null;
    };

export interface EarlyStop {
  readonly patience: number;
  readonly metric: Monitor;
  /** Smallest change that counts as better. */
  readonly minDelta: number;
}

/** `loss`, or the name of a metric of the task, taken on the validation split. */
export type Monitor = string;

export interface Phase {
  readonly name: string;
  /** Names of the frozen layers of the backbone, in order; the checker has expanded the ranges. */
  readonly frozenLayers: readonly string[];
  /** As written, for people: `..block5`. */
  readonly freeze: string;
  /** What is trained in place of the layers that are not frozen; null where these are trained themselves. */
  readonly adapt: Lora | null;
  /** How batch-norm of *trained* layers runs; frozen layers always use their stored statistics. */
  readonly batchNorm: 'frozen' | 'train';
  readonly epochs: number;
  readonly optimizer: Optimizer;
  readonly learningRate: LearningRate;
  /** What each block of the backbone has of the rate of the block above it; the head has the whole rate. */
  readonly layerDecay: number;
  /** What that makes of the rate in each trained block, lowest first; absent where all have the whole rate. */
  readonly blockRates?: BlockRates;
  /** Largest global norm of the gradient; null for no clipping. */
  readonly clipNorm: number | null;
  /** Number of batches whose gradients are averaged before a step. */
  readonly accumulate: number;
  readonly labelSmoothing: number;
  readonly earlyStop: EarlyStop | null;
  /** How the head is computed at once; absent where the optimizer descends. Epochs and optimizer then say nothing. */
  readonly solve?: Solver;
  /** How pairs of examples are learned; absent where each example is learned by itself. */
  readonly contrast?: Contrast;
  /** How the examples of a batch are mixed, of which each batch takes one; absent where none are. */
  readonly mix?: readonly Mix[];
  /** What is judged and kept in place of the weights that are trained; absent where these are. */
  readonly average?: Average;
  /** Side of the square input in this phase, pixels; absent where that is the backbone's. The last phase has no other. */
  readonly inputSize?: number;
}

export interface Schedule {
  readonly phases: readonly Phase[];
  /** What the first phases were written as; null where they were written themselves. */
  readonly recipe: Recipe | null;
  readonly loss: Loss;
  /** Decides which epoch's weights are the best ones. */
  readonly monitor: Monitor;
  readonly seed: number;
  /** k of the top-k accuracy reported beside accuracy. */
  readonly topK: number;
  /** What training may take, bytes; null where there is no limit. */
  readonly memory: number | null;
  /** How probabilities are made to mean what they say, after training; absent where they stay as they are. */
  readonly calibrate?: 'temperature';
  /** What is said of examples that are like none of the classes; absent where each is given a class. */
  readonly reject?: Reject;
  /** Share of the right numbers that lie in the interval around what is predicted; absent where none is told. */
  readonly interval?: number;
}
