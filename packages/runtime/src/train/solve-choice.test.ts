import { describe, expect, it } from 'vitest';
import { sumRidge } from '../solve/ridge.js';
import { createTask } from '../tasks/index.js';
import { logSoftmaxOf } from '../tasks/log-softmax.js';
import { closeTo } from '../testing/close-to.js';
import {
  memorySource,
  testJob,
  testPhase,
  testSchedule,
  testTask,
  tinyWidth,
} from '../testing/training-job.js';
import type { Weights } from '../weights/tensors.js';
import { inOrder } from './batches.js';
import { freshCheckpoint } from './checkpoint.js';
import { runSchedule } from './schedule.js';
import type { TrainingJob } from './training-job.js';

const solvedBy = (solve: NonNullable<ReturnType<typeof testPhase>['solve']>) =>
  testPhase({ epochs: 1, solve });

const run = (job: TrainingJob) =>
  runSchedule(job, freshCheckpoint, {
    save: async () => undefined,
    evaluate: (evaluate) => evaluate(async () => undefined),
  });

/** With two wrong labels in the validation split, so that being surer is not always better. */
async function withMistakes(job: TrainingJob): Promise<TrainingJob> {
  const sources = await job.openSources({} as never);
  const validation = sources.validation && {
    ...sources.validation,
    targets: sources.validation.targets.map((target, i) => (i < 2 ? [2] : target)),
  };
  return { ...job, openSources: async () => ({ ...sources, validation }) };
}

/** Of logits so many times as large, against targets of which a share is spread evenly. */
async function validationLoss(weights: Weights, scale: number, smoothing: number): Promise<number> {
  const [kernel, bias] = ['kernel', 'bias'].map((name) => weights.get(`head/dense/${name}`)!);
  const source = memorySource('validation', 12, 3);
  const targets = testTask.feedTargets(source.targets, smoothing).data;
  let total = 0;
  for await (const { feeds } of source.read([inOrder(12)], { epoch: 0, skip: 0 })) {
    const { data } = feeds.feature_0!;
    for (let row = 0; row < 12; row++) {
      const logits = inOrder(3).map((k) =>
        inOrder(tinyWidth).reduce(
          (sum, i) => sum + data[row * tinyWidth + i]! * kernel![i * 3 + k]!,
          bias![k]!,
        ),
      );
      const log = logSoftmaxOf(logits.map((logit) => scale * logit));
      for (const [k, logit] of logits.entries()) total -= targets[row * 3 + k]! * log(scale * logit);
    }
  }
  return total / 12;
}

describe('what the validation split says of a solved head', () => {
  it.each(['ridge', 'logistic'] as const)('chooses the strength of %s that does best there', async (kind) => {
    const solved = async (l2: number | null) => {
      const { job } = testJob({ ...testSchedule(solvedBy({ kind, l2 })), monitor: 'loss' });
      return run(await withMistakes(job));
    };
    const { phases, metrics } = await solved(null);
    const { by, tried } = phases[0]!.solved!;
    expect(tried).toBeGreaterThan(3);
    if (by.kind === 'lda' || by.l2 === null) throw new Error('No strength was chosen.');
    for (const l2 of [by.l2 / 10, by.l2 * 10]) {
      const other = await solved(l2);
      expect(other.metrics.validation!.loss).toBeGreaterThan(metrics.validation!.loss);
      expect(other.phases[0]!.solved).toMatchObject({ by: { kind, l2 }, tried: 0 });
    }
  });

  it.each([[{ kind: 'ridge', l2: 3 }], [{ kind: 'lda', shrinkage: null }]] as const)(
    'divides the logits by one temperature, so that no other is likelier: %o',
    async (solve) => {
      const { job } = testJob(testSchedule(solvedBy(solve)));
      const { weights, metrics, phases } = await run(job);
      expect(phases[0]!.solved!.temperature).toBeGreaterThan(0);
      closeTo([metrics.validation!.loss], [await validationLoss(weights, 1, 0)], 1e-5);
      // Beside the twelve examples stands an even one.
      const [colder, found, warmer] = await Promise.all(
        [1.001, 1, 0.999].map((scale) => validationLoss(weights, scale, 1 / 13)),
      );
      expect(found).toBeLessThan(colder!);
      expect(found).toBeLessThan(warmer!);
    },
  );

  it('leaves logistic regression and numbers as they are', async () => {
    const { job } = testJob(testSchedule(solvedBy({ kind: 'logistic', l2: 1 })));
    expect((await run(job)).phases[0]!.solved).toMatchObject({ temperature: null });
  });

  it('leaves the head as it is solved where there is no validation split', async () => {
    const { job } = testJob(testSchedule(solvedBy({ kind: 'ridge', l2: 3 })));
    const sources = await job.openSources({} as never);
    const { weights, phases } = await run({
      ...job,
      openSources: async () => ({ ...sources, validation: null }),
    });
    expect(phases[0]!.solved).toEqual({ by: { kind: 'ridge', l2: 3 }, tried: 0, temperature: null });
    const source = memorySource('train', 22, 3);
    const ridge = await sumRidge(
      (async function* rows() {
        for await (const { feeds } of source.read([inOrder(22)], { epoch: 0, skip: 0 })) {
          yield {
            features: Float32Array.from(feeds.feature_0!.data),
            targets: Float32Array.from(testTask.feedTargets(source.targets, 0).data),
            weights: new Float32Array(22).fill(1),
          };
        }
      })(),
      { width: tinyWidth, outputs: 3 },
    );
    closeTo(weights.get('head/dense/kernel')!, ridge.solve(3)!.kernel, 1e-6);
  });

  it('is needed to choose a strength', async () => {
    const { job } = testJob(testSchedule(solvedBy({ kind: 'ridge', l2: null })));
    const sources = await job.openSources({} as never);
    const openSources = async () => ({ ...sources, validation: null });
    await expect(run({ ...job, openSources })).rejects.toThrow(/^TLP544.*validation split, which is empty/);
  });

  it.each([
    { kind: 'ridge', l2: null },
    { kind: 'lda', shrinkage: null },
    { kind: 'logistic', l2: null },
  ] as const)('is as good where the next phase starts: %o', async (solve) => {
    const still = testPhase({
      name: 'tune',
      epochs: 1,
      learningRate: { kind: 'cosine', rate: 0, end: 0, warmup: 0 },
    });
    const { job, events } = testJob(testSchedule(solvedBy(solve), still));
    await run(job);
    const losses = events.flatMap((event) => (event.type === 'epoch-end' ? [event.validation!.loss] : []));
    expect(losses).toHaveLength(2);
    expect(losses[1]).toBe(losses[0]);
  });

  it.each(['none', 'class_weights'] as const)('solves any number of labels, balance %s', async (balance) => {
    const task = createTask('multi_label', {
      outputs: ['a', 'b', 'c'],
      loss: { kind: 'binary_cross_entropy' },
      topK: 2,
    });
    const { job } = testJob({ ...testSchedule(solvedBy({ kind: 'ridge', l2: null })), monitor: 'micro_f1' });
    const { targets } = memorySource('train', 22, 3);
    const { phases, metrics } = await run({ ...job, task, balancing: task.balance(targets, balance) });
    expect(phases[0]!.solved).toMatchObject({
      by: { l2: expect.any(Number) },
      temperature: expect.any(Number),
    });
    expect(metrics.validation!.scores.micro_f1).toBeGreaterThan(0.6);
    // Never to say a label costs more, and to say one half of all costs ln 2 each.
    expect(metrics.validation!.loss).toBeLessThan(task.guess(targets).loss);
  });

  it('solves numbers, and divides them by nothing', async () => {
    const task = createTask('regression', { outputs: ['x', 'y', 'z'], loss: { kind: 'mse' }, topK: 2 });
    const { job } = testJob({ ...testSchedule(solvedBy({ kind: 'ridge', l2: null })), monitor: 'rmse' });
    const { train, validation, ...sources } = await job.openSources({} as never);
    const numbers = ({ targets, ...rest }: typeof train) => ({
      ...rest,
      targets: targets.map(([label]) => [label!, 2 * label!, 1]),
    });
    const openSources = async () => ({
      ...sources,
      train: numbers(train),
      validation: validation && numbers(validation),
      test: null,
    });
    const { phases, metrics } = await run({ ...job, task, openSources });
    expect(phases[0]!.solved).toMatchObject({ by: { l2: expect.any(Number) }, temperature: null });
    expect(metrics.validation!.scores.r2).toBeGreaterThan(0.3);
  });
});
