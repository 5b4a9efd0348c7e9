/** What the epochs of a phase consist of: which examples are read together, and what of them is learned. */
import type { Sizes } from '@tlp/language/graph/shape.js';
import type { Pairs } from '@tlp/language/plan/pairs.js';
import { targetInput, weightInput } from '../compile/training-engine.js';
import type { Target } from '../data/types.js';
import type { Feeds } from '../engines/types.js';
import type { Balancing, Task } from '../tasks/task.js';
import { epochBatches } from './batches.js';
import { byExample, judgedOf, layoutOf, weightBatch } from './judged.js';
import { rowOrder } from './parts.js';
import type { ExampleSource, ReadOptions, SourceBatch } from './source.js';

export interface Lessons {
  /** The rows of each batch of an epoch, counted from 0; a pure function. All epochs have equally many batches. */
  batches(epoch: number): readonly (readonly number[])[];
  /** The features of the batches, as `ExampleSource` reads them. */
  read(batches: readonly (readonly number[])[], options: ReadOptions): AsyncIterable<SourceBatch>;
  /** What is learned of the examples of a batch that are there. */
  of(examples: readonly number[], at: LessonPlace): Lesson;
  /** Of an epoch, where pairs are what is learned. */
  readonly pairs?: () => Pairs;
  /** The score that is kept of training batches; null where there is none. */
  readonly score: string | null;
}

export interface LessonPlace {
  readonly epoch: number;
  readonly batch: number;
  /** Of the features. */
  readonly sizes: Sizes;
  /** What the network is fed of the examples. */
  readonly features: Feeds;
}

export interface Lesson {
  /** What is fed beside the features: targets and weights. */
  readonly feeds: Feeds;
  /** How many things are learned, which the loss is the mean of. */
  readonly count: number;
  /** Sum of their weights. */
  readonly weight: number;
  /** The score's sum over them. */
  score(logits: Float32Array): number;
}

export interface ExampleLessons {
  readonly task: Task;
  readonly balancing: Balancing;
  /** The training examples of an epoch in order. */
  readonly order: (epoch: number) => readonly number[];
  readonly batch: number;
  readonly seed: number;
  readonly phase: { readonly name: string; readonly labelSmoothing: number };
}

/** Each example by itself; of those in parts, each part. */
export function exampleLessons(source: ExampleSource, about: ExampleLessons): Lessons {
  const { task, balancing, phase, batch, seed, order } = about;
  const weightOf = (target: Target, row: number) =>
    balancing.weight(target) * (source.parts?.weights[row] ?? 1);
  return {
    batches(epoch) {
      const keys = [seed, phase.name, epoch];
      return epochBatches(source, rowOrder(source, order(epoch), ...keys), batch, ...keys);
    },
    read: (batches, options) => source.read(batches, options),
    score: task.training.score,
    of(examples, { sizes, features }) {
      const targets = examples.map((example) => source.targets[example]!);
      const layout = layoutOf(source, sizes, examples);
      const judged = task.judged?.(features) ?? judgedOf(examples, layout);
      const count = judged.reduce((sum, answers) => sum + answers, 0);
      const weights = targets.map((target, i) => weightOf(target, examples[i]!));
      return {
        feeds: {
          [targetInput]: task.feedTargets(targets, phase.labelSmoothing, layout),
          [weightInput]: weightBatch(weights, count),
        },
        count,
        weight: weights.reduce((sum, weight, i) => sum + weight * judged[i]!, 0),
        score: (logits) => task.training.sum(byExample(task, logits, layout), targets),
      };
    },
  };
}
