import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { colourFolder, tinyPipeline } from '../testing/image-folder.js';
import { tinyBackbone } from '../testing/tiny-backbone.js';
import { testJob, testPhase, testSchedule } from '../testing/training-job.js';
import type { Weights } from '../weights/tensors.js';
import { freshCheckpoint } from './checkpoint.js';
import { evaluateRun } from './evaluate-run.js';
import { runPipeline } from './run-pipeline.js';
import { runSchedule } from './schedule.js';
import type { TrainingJob } from './training-job.js';

async function run(job: TrainingJob) {
  const saved: Weights[] = [];
  const outcome = await runSchedule(job, freshCheckpoint, {
    save: async (weights) => void saved.push(weights),
    evaluate: (evaluate) => evaluate(async () => undefined),
  });
  return { ...outcome, saved: saved[0]! };
}

/** Too sure of itself: some of the validation labels are wrong. */
async function withMistakes(job: TrainingJob): Promise<TrainingJob> {
  const sources = await job.openSources({} as never);
  const validation = sources.validation && {
    ...sources.validation,
    targets: sources.validation.targets.map((target, i) => (i < 3 ? [2] : target)),
  };
  return { ...job, openSources: async () => ({ ...sources, validation }) };
}

const phase = testPhase({ epochs: 3 });
const job = (calibrate?: 'temperature') =>
  withMistakes(testJob({ ...testSchedule(phase), monitor: 'accuracy', ...(calibrate && { calibrate }) }).job);

describe('a temperature after training', () => {
  it('changes how sure the network is, and none of its answers', async () => {
    const [before, after] = [await run(await job()), await run(await job('temperature'))];
    const { temperature, before: told } = after.calibration!;
    expect(before).not.toHaveProperty('calibration');
    for (const split of ['validation', 'test'] as const) {
      const [then, now] = [before.metrics[split], after.metrics[split]];
      expect(now?.scores.accuracy).toBe(then?.scores.accuracy);
      expect(told[split]?.loss ?? null).toEqual(then ? expect.closeTo(then.loss, 5) : null);
      expect(told[split]?.ece ?? null).toEqual(then ? expect.closeTo(then.scores.ece!, 5) : null);
    }
    expect(after.metrics.validation!.loss).toBeLessThan(before.metrics.validation!.loss);
    for (const name of ['head/dense/kernel', 'head/dense/bias']) {
      const scaled = Array.from(before.saved.get(name)!, (value) => value / temperature);
      Array.from(after.saved.get(name)!).forEach((value, i) => {
        expect(value).toBeCloseTo(scaled[i]!, 5);
      });
    }
  });

  it('is left alone where there is nothing to fit it on', async () => {
    const { job } = testJob({ ...testSchedule(phase), calibrate: 'temperature' });
    const sources = await job.openSources({} as never);
    const bare = { ...job, openSources: async () => ({ ...sources, validation: null }) };
    expect(await run(bare)).not.toHaveProperty('calibration');
  });
});

describe('a run', () => {
  let folder: string;
  let data: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-calibrate-'));
    data = await colourFolder(10);
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
    await rm(data, { recursive: true });
  });

  it('keeps the temperature in its model, also when that is rebuilt', async () => {
    const out = path.join(folder, 'run');
    const options = { findBackbone: () => tinyBackbone, engine: 'portable' } as const;
    const pipeline = tinyPipeline(data);
    const calibrated = { ...pipeline, schedule: { ...pipeline.schedule, calibrate: 'temperature' as const } };
    const train = (resume: boolean) =>
      runPipeline(calibrated, {
        ...options,
        out,
        resume,
        featureFolder: path.join(folder, 'features'),
        onEvent: () => undefined,
      });
    const { metrics, calibration } = await train(false);
    expect(calibration!.temperature).toBeGreaterThan(0);
    const evaluated = await evaluateRun(out, options);
    expect(evaluated.metrics!.loss).toBeCloseTo(metrics.test!.loss, 4);
    const file = path.join(out, 'model/weights.safetensors');
    const weights = await readFile(file);
    await rm(file);
    expect((await train(true)).calibration).toEqual(calibration);
    expect(await readFile(file)).toEqual(weights);
  });
});
