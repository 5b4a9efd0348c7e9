import type { TrainEvent } from '@tlp/language/run/events.js';
import { describe, expect, it } from 'vitest';
import {
  initialWeights,
  memorySource,
  testJob,
  testPhase,
  testSchedule,
  tinyWidth,
} from '../testing/training-job.js';
import { type Checkpoint, freshCheckpoint } from './checkpoint.js';
import { type Harvest, runSchedule, type TrainingOutcome } from './schedule.js';
import type { TrainingJob } from './training-job.js';

const harvest: Harvest = {
  save: async () => undefined,
  evaluate: (evaluate) => evaluate(async () => undefined),
};
const run = (job: TrainingJob, from: Checkpoint = freshCheckpoint) => runSchedule(job, from, harvest);

/** A checkpoint as a file gives it back: its state through JSON, its tensors copied. */
const reread = ({ state, variables, best, network }: Checkpoint): Checkpoint => ({
  state: JSON.parse(JSON.stringify(state)),
  variables: structuredClone(variables),
  best: structuredClone(best),
  network: structuredClone(network),
});

const untimed = ({ weights, metrics, phases }: TrainingOutcome) => ({
  weights,
  metrics,
  phases: phases.map(({ seconds, featureSeconds, forwardPasses, forwardPassesSaved, ...phase }) => phase),
});

const twoPhases = testSchedule(
  testPhase({ accumulate: 2 }),
  testPhase({ name: 'again', epochs: 2, earlyStop: { patience: 1, metric: 'loss', minDelta: 0 } }),
);

/** The same job with training examples that differ in length. */
const withLengths = (job: TrainingJob): TrainingJob => ({
  ...job,
  openSources: async (request) => {
    const sources = await job.openSources(request);
    const lengths = sources.train.targets.map((_, i) => (7 * i) % 11);
    return { ...sources, train: { ...sources.train, lengths } };
  },
});

describe('runSchedule', () => {
  it('learns', async () => {
    const { job, events } = testJob(testSchedule(testPhase({ epochs: 10 })));
    const outcome = await run(job);
    expect(outcome.metrics.test!.scores.accuracy).toBeGreaterThan(0.5);
    const ends = events.filter((e) => e.type === 'epoch-end');
    expect(ends).toHaveLength(10);
    expect(ends.at(-1)!.train.loss).toBeLessThan(ends[0]!.train.loss);
  });

  it('gives the same weights for the same seed, and others for another', async () => {
    const first = await run(testJob(twoPhases).job);
    const second = await run(testJob(twoPhases).job);
    expect(untimed(second)).toEqual(untimed(first));
    const other = await run(testJob(twoPhases, { seed: 2 }).job);
    expect(other.weights).not.toEqual(first.weights);
  });

  it('leaves frozen parameters untouched, byte by byte', async () => {
    const before = initialWeights(1);
    const { job } = testJob(twoPhases);
    const { weights } = await run(job);
    for (const [name, value] of before) {
      expect(job.weights.get(name)).toEqual(value);
      if (!name.startsWith('head/')) expect(weights.get(name)).toEqual(value);
      else expect(weights.get(name)).not.toEqual(value);
    }
  });

  it('ends with the weights of the best epoch', async () => {
    const { job, events, saved } = testJob(testSchedule(testPhase({ epochs: 8 })));
    const outcome = await run(job);
    const ends = events.filter((e) => e.type === 'epoch-end');
    const accuracies = ends.map((e) => e.validation!.scores.accuracy!);
    const { bestEpoch } = outcome.phases[0]!;
    expect(accuracies[bestEpoch - 1]).toBe(Math.max(...accuracies));
    expect(outcome.metrics.validation).toMatchObject(ends[bestEpoch - 1]!.validation!);
    const atBest = saved.find((c) => c.state.epoch === bestEpoch)!.variables;
    expect(outcome.weights.get('head/dense/kernel')).toEqual(atBest.get('head/dense/kernel'));
  });

  it('keeps the weights of the phase before where no epoch is better, and says so', async () => {
    const good = testPhase({ epochs: 6 });
    const harmful = testPhase({
      name: 'harmful',
      epochs: 2,
      learningRate: { kind: 'constant', rate: 1e-9, warmup: 0 },
    });
    const alone = await run(testJob(testSchedule(good)).job);
    const { job, events } = testJob(testSchedule(good, harmful));
    const both = await run({
      ...job,
      scalars: (o, u, rate) => job.scalars(o, u, rate === 1e-9 ? -0.3 : rate),
    });
    expect(both.phases[1]!.bestEpoch).toBe(0);
    expect(both.weights).toEqual(alone.weights);
    expect(both.metrics).toEqual(alone.metrics);
    expect(events).toContainEqual(expect.objectContaining({ type: 'warning', code: 'TLP655' }));
  });

  it('keeps the last epoch where there is no validation split', async () => {
    const { job, saved } = testJob(testSchedule(testPhase()));
    const openSources: TrainingJob['openSources'] = async (request) => ({
      ...(await job.openSources(request)),
      validation: null,
    });
    const outcome = await run({ ...job, openSources });
    expect(outcome.metrics.validation).toBeNull();
    expect(outcome.weights.get('head/dense/bias')).toEqual(saved.at(-1)!.variables.get('head/dense/bias'));
  });

  it('stops early when the metric has not improved for as long as the patience lasts', async () => {
    const earlyStop = { patience: 2, metric: 'loss', minDelta: 10 } as const;
    const { job } = testJob(testSchedule(testPhase({ epochs: 9, earlyStop })));
    const { phases } = await run(job);
    expect(phases[0]).toMatchObject({ epochs: 3, stoppedEarly: true });
  });

  it('refuses to stop early on an empty validation split', async () => {
    const earlyStop = { patience: 2, metric: 'loss', minDelta: 0 } as const;
    const { job } = testJob(testSchedule(testPhase({ earlyStop })));
    const openSources: TrainingJob['openSources'] = async (request) => ({
      ...(await job.openSources(request)),
      validation: null,
    });
    await expect(run({ ...job, openSources })).rejects.toThrow('TLP653');
  });
});

describe('resuming', () => {
  it('gives the same bits from the checkpoint of every epoch', async () => {
    const { job, saved } = testJob(twoPhases);
    const whole = await run(job);
    expect(saved.length).toBeGreaterThanOrEqual(5);
    for (const checkpoint of saved) {
      const resumed = await run(testJob(twoPhases).job, reread(checkpoint));
      expect(untimed(resumed)).toEqual(untimed(whole));
    }
  });

  it.each([
    ['examples that all cost the same', (job: TrainingJob) => job],
    ['examples of many lengths', withLengths],
  ])('gives the same bits after an interruption at every batch, of %s', async (_, of) => {
    const isBatch = (e: TrainEvent) => e.type === 'batch';
    const { job, events } = testJob(twoPhases);
    const whole = await run(of(job));
    const batches = events.filter(isBatch).length;
    for (let stop = 1; stop <= batches; stop++) {
      const controller = new AbortController();
      let seen = 0;
      const first = testJob(twoPhases, { signal: controller.signal });
      const onEvent = (event: TrainEvent) => {
        if (isBatch(event) && ++seen === stop) controller.abort();
      };
      await expect(run({ ...of(first.job), onEvent })).rejects.toThrow('TLP850');
      const second = testJob(twoPhases);
      const resumed = await run(of(second.job), reread(first.saved.at(-1)!));
      expect(untimed(resumed)).toEqual(untimed(whole));
      const repeated = second.events.filter(isBatch).length + seen - batches;
      expect(repeated).toBe(0);
    }
  });

  it('trains on other batches where examples differ in length', async () => {
    const alike = await run(testJob(twoPhases).job);
    const differing = await run(withLengths(testJob(twoPhases).job));
    expect(differing.weights).not.toEqual(alike.weights);
  });

  it('refuses to go on with another engine', async () => {
    const { job, saved } = testJob(twoPhases);
    await run(job);
    const other = { ...saved[0]!, state: { ...saved[0]!.state, engine: 'tensorflow' } };
    await expect(run(testJob(twoPhases).job, other)).rejects.toThrow('TLP654');
  });
});

it('keeps the weights before they are evaluated, so that nothing can lose them', async () => {
  const { weights } = await run(testJob(twoPhases).job);
  const kept: TrainingOutcome['weights'][] = [];
  const failing: Harvest = {
    save: async (trained) => void kept.push(trained),
    evaluate: async () => {
      throw new Error('the disk is gone');
    },
  };
  await expect(runSchedule(testJob(twoPhases).job, freshCheckpoint, failing)).rejects.toThrow(
    'the disk is gone',
  );
  expect(kept).toEqual([weights]);
});

describe('a run that comes to nothing', () => {
  const at = (rate: number, epochs = 2) => {
    const phase = testPhase({ epochs, learningRate: { kind: 'constant', rate, warmup: 0 } });
    return testJob(testSchedule(phase));
  };

  it('stops when the loss rises above guessing, and says which rate to lower', async () => {
    const { job, events } = at(20, 6);
    await expect(run(job)).rejects.toThrow(/TLP651.*phase head.*Lower the learning_rate.*from 20 to 0.01/s);
    // Five updates an epoch: fewer than twenty tell nothing.
    expect(events.filter((e) => e.type === 'epoch-end')).toHaveLength(3);
  });

  it('stops at the first loss that is not a number', async () => {
    const { job, events } = at(0.1);
    const broken: TrainingJob['openSources'] = async (request) => ({
      ...(await job.openSources(request)),
      train: {
        ...memorySource('train', 22, 3),
        async *read(batches) {
          for (const examples of batches) {
            const shape = [examples.length, tinyWidth];
            const data = new Float32Array(examples.length * tinyWidth).fill(Number.NaN);
            yield { feeds: { feature_0: { data, shape } }, examples };
          }
        },
      },
    });
    await expect(run({ ...job, openSources: broken })).rejects.toThrow(/TLP650.*epoch 1 of phase head/s);
    expect(events.filter((e) => e.type === 'batch')).toHaveLength(0);
  });
});
