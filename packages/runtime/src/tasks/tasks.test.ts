import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { float32 } from '@tlp/language/graph/shape.js';
import type { Labels } from '@tlp/language/resolve/pipeline.js';
import { measuredFor } from '@tlp/language/run/expectations.js';
import type { Loss } from '@tlp/language/schema/losses.js';
import { type TaskName, taskNames, tasks } from '@tlp/language/tasks/index.js';
import { metricOf, scoreOf } from '@tlp/language/tasks/metrics.js';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { type Layout, logitsByExample } from '../data/places.js';
import type { Target } from '../data/types.js';
import { evaluate } from '../engines/portable/evaluate.js';
import { loadTensorFlow, type TensorFlow } from '../native/load.js';
import { closeTo } from '../testing/close-to.js';
import { prepareTask } from './index.js';

let tf: TensorFlow;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

const outputs = ['a', 'b', 'c'];
const tags = ['B-a', 'I-a', 'O'];
/** Of texts of one word. */
const layout: Layout = { tokens: 1, places: Array.from({ length: 4 }, () => Int32Array.of(0)) };
const labels: Labels = {
  kind: 'table',
  path: 'a.conll',
  task: 'tagging',
  answer: { kind: 'tags', column: 'entity', scheme: 'bio' },
};
const logits = Float32Array.from([2, -1, 0.5, 0.3, 0.1, -2, -3, 4, 0, 1, 1, 1]);

const targets: Readonly<Record<TaskName, readonly Target[]>> = {
  classification: [[0], [2], [1], [1]],
  multi_label: [[0, 2], [], [1], [0, 1, 2]],
  regression: [
    [100, -0.5, 3],
    [250, -0.25, 5],
    [300, 1, 2],
    [50, 0, 9],
  ],
  tagging: [[0], [2], [1], [1]],
  language_model: [[], [], [], []],
};

const uneven: Readonly<Record<TaskName, readonly Target[]>> = {
  classification: [[0], [0], [0], [1]],
  multi_label: [[0], [0, 1], [0], [0]],
  regression: [[1], [1], [1], [2]],
  tagging: [[0], [0], [0], [1]],
  language_model: [[], [], [], []],
};

const losses: readonly Loss[] = [
  { kind: 'cross_entropy' },
  { kind: 'binary_cross_entropy' },
  { kind: 'focal', gamma: 2, alpha: null },
  { kind: 'focal', gamma: 1.5, alpha: 0.25 },
  { kind: 'mse' },
  { kind: 'huber', delta: 0.8 },
];

const taskOf = (name: TaskName, loss: Loss = tasks[name].loss) =>
  prepareTask(
    name,
    { outputs: name === 'tagging' ? tags : outputs, loss, topK: 2 },
    targets[name],
    name === 'tagging' ? labels : undefined,
  );

/** A language model's network sums its losses itself: `language-model/transformers.test.ts` compares them. */
const sumsItself = (name: TaskName): boolean => tasks[name].units === null;

const fits = (name: TaskName, { kind }: Loss) => (tasks[name].losses as readonly string[]).includes(kind);

const withLoss = taskNames.flatMap((name) =>
  losses.filter((loss) => fits(name, loss)).map((loss) => [name, loss.kind, loss] as const),
);

describe.each(withLoss)('%s by %s', (name, _kind, loss) => {
  const task = taskOf(name, loss);

  it.skipIf(sumsItself(name))('has in its metrics the loss that the graph computes', () => {
    const b = new GraphBuilder();
    const fed = task.feedTargets(targets[name], 0, layout);
    const shape = name === 'tagging' ? [4, 1, 3] : [4, 3];
    const y = b.input('y', float32(...shape));
    const target = task.addLoss.targetOf?.(b.type(y)) ?? b.type(y);
    const perExample = task.addLoss(b, y, b.input('target', target));
    expect(fed.shape).toEqual(target.shape);
    const given = {
      y: tf.tensor(logits, shape),
      target: tf.tensor(fed.data, [...fed.shape], target.dtype),
    };
    const [computed] = evaluate(tf, b.finish([perExample]), given, [perExample]);
    const ofRows = targets[name].map((target, i) => {
      const metrics = task.metrics();
      metrics.add([logits.subarray(3 * i, 3 * i + 3)], [target]);
      return metrics.result().loss;
    });
    closeTo(computed!.dataSync(), ofRows, 1e-5);
  });
});

test.each(
  withLoss
    .map(([name]) => name)
    .flatMap((name) => losses.filter((l) => !fits(name, l)).map((l) => [name, l.kind, l] as const)),
)('%s has no loss %s', (name, kind, loss) => {
  expect(() => taskOf(name, loss)).toThrow(`The task ${name} has no loss ${kind}.`);
});

describe.each(taskNames)('%s', (name) => {
  const task = taskOf(name);
  const metrics = task.metrics();
  metrics.add(logitsByExample(logits, 3), targets[name]);
  const result = metrics.result();

  it('has the scores that the language names, in that order', () => {
    const named = measuredFor(name, {}).flatMap((metric) => (metric.name === 'loss' ? [] : [metric.name]));
    expect(Object.keys(result.scores).map((score) => metricOf(score).name)).toEqual(named);
    for (const metric of named) expect(scoreOf(result, metric)).not.toBeNaN();
    expect(named).toContain(metricOf(task.training.score).name);
  });

  it('tells answers in as many cells as columns, and metrics of every output', () => {
    const words = { text: 'word', list: ['word'] };
    const answer = task.answer(logits.subarray(0, 3), { id: 'a', words });
    expect(task.view.rows(answer).map((row) => row.length)).toEqual([task.view.columns.length]);
    const table = task.table(result);
    if (table === null) {
      expect(sumsItself(name)).toBe(true);
      return;
    }
    expect(table.rows.length).toBeGreaterThan(0);
    expect(new Set(table.rows.map((row) => row.length))).toEqual(new Set([table.columns.length]));
  });

  it('balances as the language says, and not otherwise', () => {
    for (const balance of ['none', 'class_weights', 'sampling'] as const) {
      const { addLoss, weight, order } = task.balance(uneven[name], balance);
      const weighs = new Set(uneven[name].map(weight)).size > 1 || addLoss !== task.addLoss;
      const does = weighs ? 'class_weights' : order ? 'sampling' : 'none';
      const can = (tasks[name].balances as readonly string[]).includes(balance);
      expect(does).toBe(can ? balance : 'none');
    }
  });

  it.skipIf(sumsItself(name))('guesses no better than it can without looking', () => {
    const { loss } = task.guess(targets[name]);
    expect(loss).toBeGreaterThan(0);
    expect(loss).toBeLessThanOrEqual(Math.log(3) + 1e-12);
  });
});
