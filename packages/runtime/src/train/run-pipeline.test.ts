import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Phase, Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { TrainEvent } from '@tlp/language/run/events.js';
import { readEpochs, readRecord } from '@tlp/language/run/read.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClassAnswer } from '../tasks/classification/view.js';
import { colourFolder, tinyPhases, tinyPipeline } from '../testing/image-folder.js';
import { tinyBackbone } from '../testing/tiny-backbone.js';
import { testPhase } from '../testing/training-job.js';
import { loadModel } from './model.js';
import { predictItems } from './predict.js';
import { type Prediction, readLines, readRun, runPaths } from './run-directory.js';
import { type RunOptions, runPipeline } from './run-pipeline.js';

const find = (name: string) => (name === 'tiny' ? tinyBackbone : undefined);
let data: string;
let runs: string;
let next = 0;

beforeAll(async () => {
  data = await colourFolder(12);
  runs = await mkdtemp(path.join(os.tmpdir(), 'tlp-runs-'));
});
afterAll(async () => {
  await rm(data, { recursive: true });
  await rm(runs, { recursive: true });
});

const twoPhases = () => tinyPhases(data);

const fresh = () => path.join(runs, `run-${next++}`);

async function run(pipeline: Pipeline, options: Partial<RunOptions> = {}) {
  const events: TrainEvent[] = [];
  const out = options.out ?? fresh();
  const onEvent = (event: TrainEvent) => void events.push(event);
  const result = await runPipeline(pipeline, {
    onEvent,
    engine: 'portable',
    findBackbone: find,
    featureFolder: path.join(runs, 'features'),
    ...options,
    out,
  });
  return { out, events, result };
}

const weightsOf = async (out: string) => (await loadModel(out, find)).weights;

describe('runPipeline', () => {
  it('trains on images, and leaves a directory that predicts', async () => {
    const { out, result, events } = await run(twoPhases());
    expect(result.metrics.test!.scores.accuracy).toBeGreaterThan(0.7);
    expect((await readdir(out)).sort()).toEqual([
      'checkpoint',
      'metrics.jsonl',
      'model',
      'predictions.jsonl',
      'run.json',
    ]);
    expect(events.at(-1)).toEqual({ type: 'result', ...result });

    const record = await readRun(out);
    expect(record).toMatchObject({ status: 'finished', metrics: result.metrics, phases: result.phases });
    expect(await readLines(runPaths(out).metrics)).toHaveLength(5);
    // As the editor reads it, which has no other way to know a run.
    expect(readRecord(await readFile(runPaths(out).record, 'utf8'))).toMatchObject(record);
    expect(readEpochs(await readFile(runPaths(out).metrics, 'utf8'))).toHaveLength(5);

    const predictions = await readLines<Prediction>(runPaths(out).predictions);
    const tested = predictions.filter((p) => p.split === 'test');
    const model = await loadModel(out, find);
    const images = tested.map(({ id }) => ({ id, path: path.join(data, id) }));
    let i = 0;
    for await (const prediction of predictItems(model, images, { engine: 'portable' })) {
      const [answer, expected] = [prediction.answer, tested[i++]!.answer] as ClassAnswer[];
      expect(answer!.predicted).toBe(expected!.predicted);
      answer!.probabilities.forEach((p, k) => {
        expect(p).toBeCloseTo(expected!.probabilities[k]!, 4);
      });
    }
    expect(i).toBe(tested.length);
  });

  it('trains the whole network on images where nothing is frozen', async () => {
    const { result } = await run(
      tinyPipeline(data, [testPhase({ freeze: 'none', frozenLayers: [], batchNorm: 'train', epochs: 2 })]),
    );
    expect(result.phases).toMatchObject([
      { cut: 'image', featureBytes: 0, forwardPasses: 0, forwardPassesSaved: 0 },
    ]);
  });

  it('computes a frozen layer once, and never for another head', async () => {
    const { result } = await run(tinyPipeline(data, [testPhase({ epochs: 4 })]), { seed: 11 });
    const [phase] = result.phases;
    expect(phase).toMatchObject({ cut: 'head', forwardPasses: 36, forwardPassesSaved: 4 * 30 + 6 - 36 });
    const pipeline = tinyPipeline(data, [testPhase({ epochs: 4 })]);
    const head = pipeline.head.map((layer) => (layer.kind === 'dropout' ? { ...layer, rate: 0.4 } : layer));
    const second = await run({ ...pipeline, head }, { seed: 11 });
    expect(second.result.phases[0]).toMatchObject({ forwardPasses: 0, forwardPassesSaved: 4 * 30 + 6 });
  });

  it.each(['portable', 'auto'] as const)(
    'reads each image once for the cuts of both phases, to the same bits as one by one: %s',
    async (engine) => {
      const [head, tune] = twoPhases().schedule.phases as [Phase, Phase];
      const passesOf = async (phases: readonly Phase[], featureFolder: string) => {
        const { out, result } = await run(tinyPipeline(data, phases), { engine, featureFolder });
        return { out, passes: result.phases.map(({ forwardPasses }) => forwardPasses) };
      };
      const [together, apart] = ['together', 'apart'].map((name) => path.join(runs, `${name}-${engine}`));
      const both = await passesOf([head, tune], together!);
      // 24 for training and 6 for validation; the last phase alone reads the 6 of the test.
      expect(both.passes).toEqual([30, 6]);
      expect((await passesOf([head], apart!)).passes).toEqual([36]);
      expect((await passesOf([tune], apart!)).passes).toEqual([36]);
      const after = await passesOf([head, tune], apart!);
      expect(after.passes).toEqual([0, 0]);
      expect(await weightsOf(after.out)).toEqual(await weightsOf(both.out));
    },
  );
});

describe.each(['tensorflow', 'portable'] as const)('training on the %s engine', (engine) => {
  it('leaves frozen layers as they were, byte by byte, and trains the others', async () => {
    const head = await run(tinyPipeline(data, [testPhase({ epochs: 1 })]), { engine });
    const both = await run(twoPhases(), { engine });
    const before = await weightsOf(head.out);
    for (const [name, value] of await weightsOf(both.out)) {
      if (name.startsWith('stem'))
        expect(Buffer.from(value.buffer).equals(Buffer.from(before.get(name)!.buffer)), name).toBe(true);
      else expect(value, name).not.toEqual(before.get(name));
    }
  });

  it('gives the same weights for the same seed', async () => {
    const first = await run(twoPhases(), { engine });
    const second = await run(twoPhases(), { engine });
    expect(await weightsOf(second.out)).toEqual(await weightsOf(first.out));
  });

  it('goes on after an interruption to the same bits', async () => {
    const whole = await run(twoPhases(), { engine });
    const expected = await weightsOf(whole.out);
    const expectedLines = await readLines<object>(runPaths(whole.out).metrics);
    const untimed = (lines: readonly object[]) => lines.map((line) => ({ ...line, seconds: 0 }));
    const interesting = new Set(['features', 'batch', 'epoch-end', 'phase-start']);
    const moments = whole.events.filter((e) => interesting.has(e.type)).length;
    for (let stop = 1; stop < moments; stop += engine === 'portable' ? 13 : 7) {
      const controller = new AbortController();
      let seen = 0;
      const out = fresh();
      const onEvent = (event: TrainEvent) => {
        if (interesting.has(event.type) && ++seen === stop) controller.abort();
      };
      await expect(run(twoPhases(), { engine, out, onEvent, signal: controller.signal })).rejects.toThrow(
        'TLP850',
      );
      const { result } = await run(twoPhases(), { engine, out, resume: true });
      expect(await weightsOf(out)).toEqual(expected);
      expect(result.metrics).toEqual(whole.result.metrics);
      expect(untimed(await readLines(runPaths(out).metrics))).toEqual(untimed(expectedLines));
    }
  });
});

describe('a run directory', () => {
  it('is never overwritten, and a finished run gives its result again', async () => {
    const first = await run(tinyPipeline(data));
    await expect(run(tinyPipeline(data), { out: first.out })).rejects.toThrow('TLP861');
    const again = await run(tinyPipeline(data), { out: first.out, resume: true });
    expect(again.result).toEqual(first.result);
    expect(again.events.some((e) => e.type === 'batch')).toBe(false);
  });

  it('tells which values changed since the run began', async () => {
    const { out } = await run(tinyPipeline(data));
    const changed = tinyPipeline(data, [testPhase({ epochs: 9 })]);
    await expect(run(changed, { out, resume: true })).rejects.toThrow(
      /TLP856.*schedule.phases.phase head.epochs is 9, was 3/,
    );
    await expect(run(tinyPipeline(data), { out, resume: true, seed: 5 })).rejects.toThrow('seed is 5, was 1');
  });

  it('must be empty or hold a run', async () => {
    await expect(run(tinyPipeline(data), { out: data })).rejects.toThrow('TLP855');
    await expect(run(tinyPipeline(data), { resume: true })).rejects.toThrow('TLP860');
  });

  it('is not left behind where the data are at fault, nor made where it cannot be', async () => {
    const empty = await mkdtemp(path.join(runs, 'empty-'));
    const out = path.join(runs, 'deep', 'down', 'run');
    await expect(run(tinyPipeline(empty), { out })).rejects.toThrow('TLP352');
    expect(await readdir(runs)).not.toContain('deep');
    const underFile = path.join(data, 'red', '0.png', 'run');
    await expect(run(tinyPipeline(data), { out: underFile })).rejects.toThrow(/TLP851.*cannot be written/);
  });

  it('is not left behind where an image turns out to be damaged before the first epoch', async () => {
    const broken = await colourFolder(6);
    const file = path.join(broken, 'red', '3.png');
    await writeFile(file, (await readFile(file)).subarray(0, 60));
    const out = path.join(runs, 'broken');
    await expect(run(tinyPipeline(broken), { out })).rejects.toThrow(/TLP360.*3\.png/);
    expect(await readdir(runs)).not.toContain('broken');
    await rm(broken, { recursive: true });
  });

  it('keeps its checkpoints where the next one cannot be written', async () => {
    const out = fresh();
    const onEvent = async (event: TrainEvent) => {
      if (event.type !== 'epoch-end') return;
      await rename(runPaths(out).checkpoint, `${out}-kept`);
      await writeFile(runPaths(out).checkpoint, 'in the way');
    };
    const blocked = run(tinyPipeline(data, [testPhase({ epochs: 9 })]), { out, onEvent });
    await expect(blocked).rejects.toThrow(/TLP851.*continue with --resume/);
    await rm(runPaths(out).checkpoint);
    await rename(`${out}-kept`, runPaths(out).checkpoint);
    const { result } = await run(tinyPipeline(data, [testPhase({ epochs: 9 })]), { out, resume: true });
    expect(result.phases[0]!.epochs).toBe(9);
  });

  it('has no model before the run has finished', async () => {
    const controller = new AbortController();
    const out = fresh();
    const onEvent = (event: TrainEvent) => {
      if (event.type === 'batch') controller.abort();
    };
    await expect(run(tinyPipeline(data), { out, onEvent, signal: controller.signal })).rejects.toThrow(
      'TLP850',
    );
    await expect(loadModel(out, find)).rejects.toThrow('TLP857');
    await expect(run(tinyPipeline(data), { out })).rejects.toThrow('TLP862');
    expect(JSON.parse(await readFile(runPaths(out).record, 'utf8'))).toMatchObject({ status: 'running' });
  });
});
