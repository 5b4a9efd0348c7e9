import type { Labels, Loss } from '@tlp/language/resolve/pipeline.js';
import type { TaskName } from '@tlp/language/tasks/index.js';
import { scoreOf } from '@tlp/language/tasks/metrics.js';
import { describe, expect, test } from 'vitest';
import type { Item, Target } from '../data/types.js';
import { createRandom, type Random } from '../random.js';
import type { Prediction } from '../train/run-directory.js';
import { measuresOf, prepareTask } from './index.js';
import type { TaskOptions } from './task.js';

const examples = 50;
const topK = 2;
const tags: Labels = {
  kind: 'table',
  path: '/t.conll',
  task: 'tagging',
  answer: { kind: 'tags', column: 'tag', scheme: 'bio' },
};

interface Case {
  readonly task: TaskName;
  readonly outputs: readonly string[];
  readonly loss: Loss;
  /** Numbers that the network gives of an example. */
  readonly width: number;
  target(random: Random, logits: Float32Array): Target;
  readonly measured: readonly string[];
  readonly labels?: Labels;
  readonly asked?: TaskOptions['asked'];
}

const words = ['We', 'met', 'Ada', 'King', 'in', 'London'];
const classes = ['a', 'b', 'c', 'd'];

const cases: readonly Case[] = [
  {
    task: 'classification',
    outputs: classes,
    loss: { kind: 'cross_entropy' },
    width: 4,
    target: (random) => [random.int(3)],
    measured: ['accuracy', 'macro_f1', 'top_2', 'ece', 'loss', 'roc_auc'],
  },
  {
    task: 'classification',
    outputs: classes,
    loss: { kind: 'focal', gamma: 2, alpha: 0.25 },
    width: 4,
    target: (random) => [random.int(4)],
    asked: { reject: { kind: 'unknown', keep: 0.8, name: 'unknown' } },
    measured: ['accuracy', 'macro_f1', 'top_2', 'ece', 'rejected', 'kept_accuracy', 'loss', 'roc_auc'],
  },
  {
    task: 'multi_label',
    outputs: classes,
    loss: { kind: 'binary_cross_entropy' },
    width: 4,
    target: (random) => [0, 1, 2, 3].filter(() => random.next() < 0.4),
    measured: ['micro_f1', 'exact_match', 'loss', 'mean_average_precision', 'roc_auc'],
  },
  {
    task: 'regression',
    outputs: ['x', 'y'],
    loss: { kind: 'mse' },
    width: 2,
    target: (random) => [100 * random.normal(), random.next()],
    asked: { interval: 0.7 },
    measured: ['mae', 'rmse', 'r2', 'spearman', 'coverage'],
  },
  {
    task: 'tagging',
    outputs: ['B-person', 'B-place', 'I-person', 'I-place', 'O'],
    loss: { kind: 'cross_entropy' },
    width: 5 * words.length,
    target: (random) => words.map(() => random.int(5)),
    measured: ['entity_f1', 'word_accuracy'],
    labels: tags,
  },
  {
    task: 'language_model',
    outputs: [],
    loss: { kind: 'cross_entropy' },
    width: 3,
    target(random, logits) {
      logits.set([10 + random.next(), 3, 12]);
      return [];
    },
    measured: ['perplexity', 'loss'],
  },
];

describe.each(cases)(
  'of $task by $loss.kind',
  ({ task: name, outputs, loss, width, target, measured, labels, asked = {} }) => {
    const random = createRandom('measures', name);
    const rows = Array.from({ length: examples }, () => {
      const logits = Float32Array.from({ length: width }, () => 2 * random.normal());
      return { target: target(random, logits), logits };
    });
    const targets = rows.map((row) => row.target);
    const task = prepareTask(name, { outputs, loss, topK, asked }, targets, labels);
    const metrics = task.metrics();
    metrics.add(
      rows.map(({ logits }) => logits),
      targets,
    );
    const whole = metrics.result();
    const item: Item = { id: 'a', words: { text: words.join(' '), list: words } };
    const predictions = rows.map(
      (row, i): Prediction => ({
        split: 'test',
        id: String(i),
        target: row.target,
        answer: task.answer(row.logits, item),
      }),
    );
    const measures = measuresOf(name, { predictions, outputs, loss, topK, metrics: whole });

    test('are the metrics that the run itself measures', () => {
      const all = Uint32Array.from({ length: examples }, (_, i) => i);
      expect(measures.map(({ metric }) => metric)).toEqual(measured);
      for (const measure of measures) {
        expect(measure.of(all), measure.metric).toBeCloseTo(scoreOf(whole, measure.metric), 5);
      }
    });

    test('count an example as often as it is drawn', () => {
      for (const measure of measures) {
        const once = measure.of(Uint32Array.of(0, 1, 2, 3, 4, 5, 6));
        const twice = measure.of(Uint32Array.of(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6));
        if (Number.isFinite(once)) expect(twice, measure.metric).toBeCloseTo(once, 10);
      }
    });
  },
);
