import type { Solver } from '@tlp/language/resolve/pipeline.js';
import { describe, expect, it } from 'vitest';
import { prepareLogistic } from '../solve/logistic.js';
import { closeTo } from '../testing/close-to.js';
import { tinyPipeline } from '../testing/image-folder.js';
import { tinyRuns } from '../testing/tiny-runs.js';
import {
  initialWeights,
  memorySource,
  testJob,
  testPhase,
  testSchedule,
  testTask,
  tinyWidth,
} from '../testing/training-job.js';
import { inOrder } from './batches.js';
import { type Checkpoint, freshCheckpoint } from './checkpoint.js';
import { runSchedule } from './schedule.js';
import type { TrainingJob } from './training-job.js';

const solved = testPhase({ epochs: 1, solve: { kind: 'logistic', l2: 1 } });

const run = (job: TrainingJob, from: Checkpoint = freshCheckpoint) =>
  runSchedule(job, from, {
    save: async () => undefined,
    evaluate: (evaluate) => evaluate(async () => undefined),
  });

/** The training examples of the made-up job at once, each counted so often. */
async function solution(weights: readonly number[], targets = memorySource('train', 22, 3).targets) {
  const source = memorySource('train', 22, 3);
  for await (const { feeds } of source.read([inOrder(22)], { epoch: 0, skip: 0 })) {
    const rows = {
      features: Float32Array.from(feeds.feature_0!.data),
      targets: Float32Array.from(testTask.feedTargets(targets, 0).data),
      weights: Float32Array.from(weights),
    };
    const logistic = await prepareLogistic(
      async function* pass() {
        yield rows;
      },
      { width: tinyWidth, outputs: 3, link: 'softmax', onIteration: async () => undefined },
    );
    return (await logistic.solve(1))!.linear;
  }
  throw new Error('Nothing was read.');
}

describe('a solved phase', () => {
  it('has the weights of the solver, and tells one epoch without a rate', async () => {
    const { job, events } = testJob(testSchedule(solved));
    const { weights, metrics, phases } = await run(job);
    const { kernel, bias } = await solution(inOrder(22).map(() => 1));
    closeTo(weights.get('head/dense/kernel')!, kernel, 1e-6);
    closeTo(weights.get('head/dense/bias')!, bias, 1e-6);
    expect(metrics.test!.scores.accuracy).toBeGreaterThan(0.5);
    expect(phases).toMatchObject([{ epochs: 1, bestEpoch: 1 }]);
    const [epoch, ...more] = events.filter(({ type }) => type === 'epoch-end');
    expect(more).toEqual([]);
    expect(epoch).toMatchObject({ train: { scores: { accuracy: expect.any(Number) } } });
    expect(epoch).not.toHaveProperty('learningRate');
  });

  it('counts each example as it is weighed and as often as it is drawn', async () => {
    const drawn = [...inOrder(11), ...inOrder(11)];
    const { job } = testJob(testSchedule(solved), {
      order: () => drawn,
      balancing: { ...testTask.balance([], 'none'), weight: ([label]) => (label === 0 ? 3 : 1) },
    });
    const { weights } = await run(job);
    const counts = inOrder(22).map((i) => (i < 11 ? 2 : 0) * (i % 3 === 0 ? 3 : 1));
    closeTo(weights.get('head/dense/kernel')!, (await solution(counts)).kernel, 1e-6);
  });

  it('counts an example in parts once, each part a share', async () => {
    const weights = initialWeights(1);
    const { job } = testJob(testSchedule(solved), { weights });
    const opened = await job.openSources({} as never);
    // The first example has two parts, and the others one.
    const of = Uint32Array.from(inOrder(22), (row) => Math.max(0, row - 1));
    const shares = Float32Array.from(of, (example) => (example === 0 ? 0.5 : 1) * (22 / 21));
    const targets = opened.train.targets.map((target, row) => (row === 1 ? [0] : target));
    const train = { ...opened.train, targets, parts: { examples: 21, of, weights: shares } };
    const { weights: found, phases } = await run({
      ...job,
      order: () => inOrder(21),
      openSources: async () => ({ ...opened, train }),
    });
    const counts = inOrder(22).map((row) => (row < 2 ? 0.5 : 1));
    closeTo(found.get('head/dense/kernel')!, (await solution(counts, targets)).kernel, 1e-6);
    expect(phases).toMatchObject([{ epochs: 1 }]);
  });

  it.each<Solver>([
    { kind: 'logistic', l2: 1 },
    { kind: 'logistic', l2: null },
    { kind: 'ridge', l2: null },
    { kind: 'lda', shrinkage: null },
  ])('goes on after an interruption to the same bits, whatever came before: %o', async (solve) => {
    const schedule = testSchedule(
      testPhase({ epochs: 2 }),
      { ...solved, name: 'solve', solve },
      testPhase({ name: 'more', epochs: 1 }),
    );
    const whole = await run(testJob(schedule).job);
    const { job, saved } = testJob(schedule);
    await run(job);
    for (const checkpoint of saved) {
      const { weights, phases } = await run(testJob(schedule).job, checkpoint);
      expect(weights).toEqual(whole.weights);
      expect(phases.map((phase) => phase.solved)).toEqual(whole.phases.map((phase) => phase.solved));
    }
  });

  it('stops between batches and iterations when it is asked to', async () => {
    const asked = new AbortController();
    const { job, saved } = testJob(testSchedule(solved), { signal: asked.signal });
    asked.abort();
    await expect(run(job)).rejects.toThrow(/^TLP850/);
    expect(saved.at(-1)!.state).toMatchObject({ epoch: 0, batch: 0 });
    const { weights } = await run(testJob(testSchedule(solved)).job, saved.at(-1));
    closeTo(weights.get('head/dense/kernel')!, (await solution(inOrder(22).map(() => 1))).kernel, 1e-6);
  });

  it('is stopped between two strengths, and goes on to the same bits', async () => {
    const schedule = testSchedule({ ...solved, solve: { kind: 'ridge', l2: null } });
    const whole = await run(testJob(schedule).job);
    const asked = new AbortController();
    const { job, saved } = testJob(schedule, { signal: asked.signal });
    let written = 0;
    const createEngine: typeof job.createEngine = async (...args) => {
      const engine = await job.createEngine(...args);
      const write: typeof engine.write = async (weights) => {
        if (++written === 3) asked.abort();
        await engine.write(weights);
      };
      return { ...engine, write };
    };
    await expect(run({ ...job, createEngine })).rejects.toThrow(/^TLP850/);
    expect(saved.at(-1)!.state).toMatchObject({ epoch: 0, solved: null });
    const { weights } = await run(testJob(schedule).job, saved.at(-1));
    expect(weights).toEqual(whole.weights);
  });

  it('leaves the weights that it starts from where they are better', async () => {
    const { job } = testJob(
      testSchedule(testPhase({ epochs: 8 }), {
        ...solved,
        name: 'solve',
        solve: { kind: 'logistic', l2: 1e6 },
      }),
    );
    const { phases, weights } = await run(job);
    expect(phases[1]).toMatchObject({ bestEpoch: 0 });
    expect(weights.get('head/dense/kernel')).not.toEqual(initialWeights(1).get('head/dense/kernel'));
  });
});

describe('a run with a solved phase', () => {
  const runs = tinyRuns();

  it.each<Solver>([
    { kind: 'logistic', l2: 1 },
    { kind: 'ridge', l2: 1 },
    { kind: 'lda', shrinkage: 0.5 },
  ])('learns by %o, in one pass over the images', async (solve) => {
    const pipeline = tinyPipeline(runs.data, [{ ...solved, solve }]);
    const { result, events } = await runs.run({}, pipeline);
    expect(result.metrics.test!.scores.accuracy).toBeGreaterThan(0.6);
    expect(
      events.some((event) => event.type === 'stage' && event.message.startsWith('Solving 27 weights')),
    ).toBe(true);
  });
});
