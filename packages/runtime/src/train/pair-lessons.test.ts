import { describe, expect, it } from 'vitest';
import { pairInput } from '../contrast/loss.js';
import { tinyPipeline } from '../testing/image-folder.js';
import { tinyRuns } from '../testing/tiny-runs.js';
import { memorySource, testPhase, tinyLayers } from '../testing/training-job.js';
import { pairLessons } from './pair-lessons.js';
import { readRun } from './run-directory.js';

const contrast = { kind: 'pairs', sampling: 'unique', iterations: null } as const;
const about = { contrast, batch: 10, seed: 1, phase: { name: 'contrast' } };

describe('lessons of pairs', () => {
  const source = memorySource('train', 12, 3);

  it('read each example of a batch once', () => {
    const batches = pairLessons(source, about).batches(0);
    // 12 · 11 / 2 pairs.
    expect(batches).toHaveLength(7);
    for (const batch of batches) expect(new Set(batch).size).toBe(batch.length);
    expect(Math.max(...batches.map(({ length }) => length))).toBeLessThanOrEqual(12);
  });

  it('are counted by kind', () => {
    // Four examples of each of three classes.
    expect(pairLessons(source, about).pairs?.()).toEqual({ same: 18, different: 48 });
  });

  it('leave out the pairs of examples that are lost', () => {
    const lessons = pairLessons(source, about);
    const [examples] = lessons.batches(0);
    const whole = lessons.of(examples!, { epoch: 0, batch: 0, sizes: { batch: 12 }, features: {} });
    const left = lessons.of(examples!.slice(1), { epoch: 0, batch: 0, sizes: { batch: 12 }, features: {} });
    expect(whole.count).toBe(10);
    expect(left.count).toBeLessThan(10);
    const shares = (lesson: typeof whole) =>
      [...lesson.feeds[pairInput]!.data].reduce((sum, x) => sum + x, 0);
    expect(shares(whole)).toBeCloseTo(1, 5);
    expect(shares(left)).toBeCloseTo(1, 5);
  });
});

describe('a run that learns pairs and solves the head', () => {
  const runs = tinyRuns();
  const phases = (iterations: number) => [
    testPhase({
      name: 'contrast',
      freeze: '..stem',
      frozenLayers: tinyLayers.filter((name) => name.startsWith('stem')),
      epochs: 2,
      labelSmoothing: 0,
      learningRate: { kind: 'constant', rate: 0.05, warmup: 0 },
      contrast: { ...contrast, iterations },
    }),
    testPhase({ epochs: 1, solve: { kind: 'logistic', l2: 1 } }),
  ];

  it('lowers the loss of the pairs, without a score, and solves on the new vectors', async () => {
    const { out, result, events } = await runs.run({}, tinyPipeline(runs.data, phases(4)));
    const [first, second, solved] = events.filter((event) => event.type === 'epoch-end');
    expect(first).toMatchObject({ phase: 'contrast', validation: null, train: { scores: {} } });
    expect(second!.train.loss).toBeLessThan(first!.train.loss);
    expect(solved).toMatchObject({ phase: 'head', validation: { count: expect.any(Number) } });
    expect(result.metrics.test!.scores.accuracy).toBeGreaterThan(0.6);
    const { phases: records } = await readRun(out);
    expect(records[0]).toMatchObject({ name: 'contrast', epochs: 2, bestEpoch: 2 });
    // Four times as many of each kind as there are examples, in two epochs.
    const { examples, pipeline } = await readRun(out);
    const many = 4 * examples.train;
    const steps = 2 * Math.ceil((2 * many) / pipeline.data.batch);
    expect(records.map(({ pairs }) => pairs)).toEqual([{ same: many, different: many, steps }, undefined]);
  });

  it('ends at the same weights after an interruption in any batch of pairs', async () => {
    const pipeline = tinyPipeline(runs.data, phases(2));
    const whole = await runs.run({}, pipeline);
    for (const at of [1, 3]) {
      const asked = new AbortController();
      let batches = 0;
      const out = runs.fresh();
      const stopped = runs.run(
        {
          out,
          signal: asked.signal,
          onEvent: (event) => {
            if (event.type === 'batch' && ++batches === at) asked.abort();
          },
        },
        pipeline,
      );
      await expect(stopped).rejects.toThrow(/^TLP850/);
      const { result } = await runs.run({ out, resume: true }, pipeline);
      expect(result.metrics).toEqual(whole.result.metrics);
    }
  });
});
