/** What a task does while a network trains and answers. Each kind is a folder here, listed in `index.ts`. */
import type { Loss, Schedule } from '@tlp/language/resolve/pipeline.js';
import type { Metrics } from '@tlp/language/run/metrics.js';
import type { Balance, TaskDefinition } from '@tlp/language/tasks/definition.js';
import type { Layout } from '../data/places.js';
import type { Item, Target } from '../data/types.js';
import type { Batch, Feeds } from '../engines/types.js';
import type { TaskSettings } from './settings.js';
import type { AddLoss } from './task-loss.js';

export interface TaskOptions {
  /** A name for each number that the network gives: the classes, the labels or the target columns. */
  readonly outputs: readonly string[];
  readonly loss: Loss;
  /** The k of top-k accuracy. */
  readonly topK: number;
  /** What answers are to say of how sure they are; nothing where it is absent, but for what the settings hold already. */
  readonly asked?: Pick<Schedule, 'reject' | 'interval'>;
  /** Defaults to none. */
  readonly settings?: TaskSettings;
}

export interface Task<A extends Answer = Answer> {
  readonly definition: TaskDefinition;
  /** A name for each number that the network gives for an example. */
  readonly outputs: readonly string[];
  readonly settings: TaskSettings;
  /** The task with what it takes from how it did on the validation split; itself where that is nothing. */
  settle(validation: Metrics): Task<A>;
  readonly addLoss: AddLoss;
  /**
   * What is fed as the target, `[N, outputs]`, or of tags their indices `[N, tokens]`, below 0 where nothing is judged.
   * @param smoothing the share of a label that is spread over all
   * @param layout of a batch that is answered word by word
   */
  feedTargets(targets: readonly Target[], smoothing: number, layout?: Layout): Batch;
  /**
   * Of each example of a batch how many answers of the network are judged, by what the network is fed. Absent where the targets or their
   * places tell, see `data/places.ts`.
   */
  judged?(feeds: Feeds): readonly number[];
  /** What answers these targets at best without looking at the example, and what that costs. */
  guess(targets: readonly Target[]): Guess;
  /** How examples are weighed and drawn, so that rare classes count. */
  balance(targets: readonly Target[], balance: Balance): Balancing;
  metrics(): MetricsAccumulator;
  /** How logits become probabilities, where they do. */
  readonly link?: 'softmax' | 'sigmoid';
  /** The score that is kept of training batches: its name, and its sum over the examples of a batch, or their words. */
  readonly training: {
    readonly score: string;
    sum(logits: readonly Float32Array[], targets: readonly Target[]): number;
  };
  /**
   * What the logits of an item say: one row, or one for each of its words, of NaN for those that were not read.
   * @param similarity to the training examples, where what is rejected is told by that
   */
  answer(logits: Float32Array, item: Item, similarity?: number): Answer & A;
  readonly view: AnswerView<A>;
  /** The metrics of each output, or null where a table adds nothing. */
  table(metrics: Metrics): MetricsTable | null;
}

export interface MetricsTable {
  /** The first is the output's name; numbers stand in the others. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Collects batches; its memory does not grow with their number, but for a score of each example where it tells what is rejected or an interval. */
export interface MetricsAccumulator {
  /**
   * @param logits of each example, `[outputs]`, or `[words, outputs]` as `answer` takes them
   * @param similarities of each, where what is rejected is told by that; without them nothing is told of it
   */
  add(logits: readonly Float32Array[], targets: readonly Target[], similarities?: readonly number[]): void;
  result(): Metrics;
}

export interface Guess {
  /** The mean loss of guessing, in the loss's unit. */
  readonly loss: number;
  /** Within a sentence: `guessing among 9 classes`. */
  readonly words: string;
}

export interface Balancing {
  /** The loss that is trained by. */
  readonly addLoss: AddLoss;
  /** Of an example in the loss. */
  weight(target: Target): number;
  /** By label: how much more it counts in the loss where it is there; absent where it does not. */
  readonly positiveWeights?: readonly number[];
  /** The training examples of an epoch in order, where some come more often than others; null for each once. */
  readonly order: ((...keys: readonly (number | string)[]) => Uint32Array) | null;
}

/** What a network says of an example, as plain data. */
export type Answer = object;

/** An answer as people and programs read it. */
export interface AnswerView<A extends Answer = Answer> {
  /** Names of the columns of a CSV. */
  readonly columns: readonly string[];
  /** Of its rows: one, or one for each thing that was found. */
  rows(answer: A): readonly (readonly (string | number)[])[];
  json(answer: A): object;
  /** In words: what counts most, and the rest. @param top how many outputs are told */
  text(answer: A, top: number): { readonly first: string; readonly rest: readonly string[] };
}
