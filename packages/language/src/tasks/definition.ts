/** What a task means to the language: what the network gives, how that is judged, and what may be chosen. */

import type { TableAnswer } from '../data/table/answer.js';
import type { Loss, LossName } from '../schema/losses.js';
import type { SolverName } from '../schema/solvers.js';
import type { Spec } from '../schema/types.js';
import type { MetricDefinition } from './metric.js';

export interface TaskDefinition {
  /** In `run.json` and in a model's card. */
  readonly name: string;
  /** The one kind of data that it is of; absent where it may be of any. */
  readonly of?: string;
  /** What the network answers: an example as a whole, or each of its words. */
  readonly each?: 'word';
  /** For people, within a sentence. */
  readonly title: string;
  /** Within a sentence: `the pipeline predicts one of the classes`. */
  readonly predicts: string;
  /**
   * What a pipeline asks, as its description.
   * @param of an example, such as `an image`
   * @param outputs how many classes, labels or numbers there are
   */
  question(of: string, outputs: number): string;
  readonly answer: AnswerProperty;
  /** The word for the outputs of the last layer, `dense(classes)`, and what people call them; null where no head is, as the network tells the tokens itself. */
  readonly units: Units | null;
  readonly losses: readonly LossName[];
  /** The one of them that a pipeline has which names none. */
  readonly loss: Loss;
  /** In the order in which people are told them. The first is told where there is room for one. */
  readonly metrics: readonly MetricDefinition[];
  /** How a head can be computed at once. */
  readonly solvers: readonly SolverName[];
  /** What can be done about rare classes. Numbers have none. */
  readonly balances: readonly Balance[];
}

/** The property of a `data` block that names the columns of what is right; a pipeline has the task whose property it names. */
export interface AnswerProperty {
  readonly name: string;
  readonly spec: Spec<unknown>;
  /** What the property's value says; undefined where it names no column, as `none` and `folder`. */
  read(value: unknown): TableAnswer | undefined;
  /** The way back. */
  write(answer: TableAnswer): unknown;
}

export type Units = 'classes' | 'targets' | 'tags';

export type Balance = 'none' | 'class_weights' | 'sampling';
