/** From a run of two classes to one of three: what stays, bit for bit, and what is told. */
import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import type { HeadLayer, Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { TrainEvent } from '@tlp/language/run/events.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { colourFolder, tinyPhases } from '../../testing/image-folder.js';
import { tinyBackbone } from '../../testing/tiny-backbone.js';
import { initializeParameters } from '../../weights/initialize.js';
import { loadModel, type Model } from '../model.js';
import { logitsOf } from '../predict.js';
import { openInput } from '../run-input.js';
import { runPipeline } from '../run-pipeline.js';

const findBackbone = (name: string) => (name === 'tiny' ? tinyBackbone : undefined);
const range = { line: 3, column: 14, endLine: 3, endColumn: 32 };

let folder: string;
let three: string;
let run: string;
let model: Model;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-warm-'));
  three = await colourFolder(12);
  // In the folder of three, `blue` comes before the two that stay.
  const two = path.join(folder, 'two');
  for (const name of ['green', 'red'])
    await cp(path.join(three, name), path.join(two, name), { recursive: true });
  run = path.join(folder, 'first');
  await train(tinyPhases(two), run);
  model = await loadModel(run, findBackbone);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await rm(three, { recursive: true });
});

const train = (pipeline: Pipeline, out: string, onEvent: (event: TrainEvent) => void = () => undefined) =>
  runPipeline(pipeline, {
    out,
    engine: 'portable',
    findBackbone,
    featureFolder: path.join(folder, 'features'),
    onEvent,
  });

function goingOn(from: string, data = three): Pipeline {
  const pipeline = tinyPhases(data);
  return {
    ...pipeline,
    backbone: { ...pipeline.backbone, weights: { kind: 'run', path: from } },
    origins: { 'backbone.weights': { kind: 'file', file: pipeline.file, range } },
  };
}

async function open(pipeline: Pipeline) {
  const told: string[] = [];
  const warnings: Diagnostic[] = [];
  const input = await openInput(pipeline, {
    seed: 7,
    leftOut: [],
    onStage: (message) => told.push(message),
    onWarning: (warning) => warnings.push(warning),
    findBackbone,
  });
  return { input, told, warnings };
}

const column = (values: Float32Array, at: number, of: number) => values.filter((_, i) => i % of === at);

describe('a run that goes on from another', () => {
  it('keeps the rows of the classes that stay, bit for bit, and draws those of new ones', async () => {
    const { input, told, warnings } = await open(goingOn(run));
    expect(input.dataSet.outputs).toEqual(['blue', 'green', 'red']);
    const drawn = initializeParameters(input.network.parameters, 7);
    for (const { name, shape } of input.network.parameters) {
      const [before, now] = [model.weights.get(name)!, input.weights.get(name)!];
      if (!name.startsWith('head/dense')) {
        expect([name, now]).toEqual([name, before]);
        continue;
      }
      expect(shape.at(-1)).toBe(3);
      expect(column(now, 0, 3)).toEqual(column(drawn.get(name)!, 0, 3));
      expect(column(now, 1, 3)).toEqual(column(before, 0, 2));
      expect(column(now, 2, 3)).toEqual(column(before, 1, 2));
    }
    expect(told).toContain(
      `Going on from ${run}: its backbone and its head with the rows of green, red; fresh rows for blue`,
    );
    expect(warnings).toEqual([]);
  });

  it('says of an image what the run said, before the first step', async () => {
    const { input } = await open(goingOn(run));
    const { outputs, splits } = input.dataSet;
    const items = splits.test.map((example) => ({ ...example, path: path.join(three, example.id) }));
    const said = async (by: Model) => {
      const rows: (readonly number[])[] = [];
      for await (const { logits } of logitsOf(by, items, { engine: 'portable' }))
        rows.push(...logits.map((row) => [...row]));
      return rows;
    };
    const before = await said(model);
    const now = await said({ ...model, network: input.network, weights: input.weights, outputs });
    expect(before.length).toBeGreaterThan(4);
    expect(now.map(([, ...old]) => old)).toEqual(before);
  });

  it('is another run by its fingerprint when the run that it goes on from is another', async () => {
    const first = await open(goingOn(run));
    expect((await open(goingOn(run))).input.hashes).toEqual(first.input.hashes);
    const other = path.join(folder, 'other');
    await train({ ...tinyPhases(path.join(folder, 'two')), name: 'other' }, other);
    // The same pipeline has trained the same weights.
    expect((await open(goingOn(other))).input.hashes).toEqual(first.input.hashes);
    const longer = path.join(folder, 'longer');
    const pipeline = goingOn(run, path.join(folder, 'two'));
    await train(pipeline, longer);
    expect((await open(goingOn(longer))).input.hashes.weights).not.toBe(first.input.hashes.weights);
  });

  it('leaves out classes that are no more', async () => {
    const wide = path.join(folder, 'wide');
    await train(goingOn(run), wide);
    const { input, told } = await open(goingOn(wide, path.join(folder, 'two')));
    const before = await loadModel(wide, findBackbone);
    const bias = before.weights.get('head/dense/bias')!;
    expect(input.weights.get('head/dense/bias')).toEqual(bias.slice(1));
    expect(told.at(-1)).toMatch(/with the rows of green, red; without blue$/);
  });

  it('starts with a fresh head where its layers differ, and tells which', async () => {
    const dense: HeadLayer = { kind: 'dense', units: 5, activation: 'relu' };
    const pipeline = goingOn(run);
    const at = pipeline.head.findIndex(({ kind }) => kind === 'dense');
    const { input, told, warnings } = await open({
      ...pipeline,
      head: pipeline.head.toSpliced(at, 0, dense),
    });
    expect(warnings).toMatchObject([
      {
        code: 'TLP887',
        message: expect.stringMatching(
          /it has `dense\(classes\)` where this head has `dense\(5, activation: relu\)`/,
        ),
      },
    ]);
    expect(told.at(-1)).toMatch(/its backbone, and a fresh head$/);
    const drawn = initializeParameters(input.network.parameters, 7);
    expect(input.weights.get('head/dense/kernel')).toEqual(drawn.get('head/dense/kernel'));
    const stem = 'stem/conv/kernel';
    expect(input.weights.get(stem)).toEqual(model.weights.get(stem));
  });
});

describe('a run to go on from', () => {
  const refused = async (pipeline: Pipeline) => {
    const error = await open(pipeline).then(
      () => undefined,
      (reason: { diagnostics: readonly Diagnostic[] }) => reason,
    );
    const [diagnostic] = error?.diagnostics ?? [];
    expect(diagnostic).toMatchObject({ severity: 'error', file: pipeline.file, range });
    return `${diagnostic?.code} ${diagnostic?.message}`;
  };
  const copyOf = async (name: string) => {
    const copy = path.join(folder, name);
    await cp(run, copy, { recursive: true });
    return copy;
  };

  it.each([
    ['is not there', async () => path.join(folder, 'gone'), /^TLP573 There is no run directory/],
    ['is none', async () => folder, /^TLP573 .* it has no run\.json/],
    [
      'has not finished',
      async () => {
        const out = path.join(folder, 'stopped');
        const pipeline = tinyPhases(path.join(folder, 'two'));
        const stop = new AbortController();
        const stopped = runPipeline(pipeline, {
          out,
          engine: 'portable',
          findBackbone,
          signal: stop.signal,
          onEvent: ({ type }) => type === 'epoch-end' && stop.abort(),
        });
        await expect(stopped).rejects.toThrow(/TLP850/);
        return out;
      },
      /^TLP573 The run in .* is not finished yet/,
    ],
    [
      'has damaged weights',
      async () => {
        const copy = await copyOf('hurt');
        const file = path.join(copy, 'model', 'weights.safetensors');
        const bytes = await readFile(file);
        bytes[bytes.length - 1]! ^= 1;
        await writeFile(file, bytes);
        return copy;
      },
      /^TLP891 .*weights\.safetensors is damaged/,
    ],
    [
      'has a damaged record',
      async () => {
        const copy = await copyOf('cut');
        await appendFile(path.join(copy, 'run.json'), '}');
        return copy;
      },
      /^TLP891 .*run\.json is damaged/,
    ],
    [
      'has lost its model',
      async () => {
        const copy = await copyOf('lost');
        await rm(path.join(copy, 'model'), { recursive: true });
        return copy;
      },
      /^TLP892 .*model\.json is missing/,
    ],
  ])('is told where it stands when it %s', async (_, from, says) => {
    expect(await refused(goingOn(await from()))).toMatch(says);
  });

  it('names both backbones where it trained another', async () => {
    const pipeline = goingOn(run);
    const small = { ...tinyBackbone, name: 'small' };
    const opening = openInput(
      { ...pipeline, backbone: { ...pipeline.backbone, name: 'small' } },
      {
        seed: 7,
        leftOut: [],
        onStage: () => undefined,
        onWarning: () => undefined,
        findBackbone: (name) => (name === 'small' ? small : findBackbone(name)),
      },
    );
    await expect(opening).rejects.toThrow(/^TLP575: The run in .* trained tiny, and this pipeline has small/);
  });

  it('is told what differs where the network has other channels', async () => {
    const pipeline = goingOn(run);
    const gray = { ...pipeline, data: { ...pipeline.data, channels: 1 } };
    expect(await refused(gray)).toMatch(
      /^TLP575 .*`stem\/conv\/kernel` is \[3, 3, 3, 8\] and this one \[3, 3, 1, 8\]/,
    );
  });

  it('says when it is resumed that it has finished, and how to go on', async () => {
    const events: TrainEvent[] = [];
    await runPipeline(tinyPhases(path.join(folder, 'two')), {
      out: run,
      resume: true,
      engine: 'portable',
      findBackbone,
      onEvent: (event) => void events.push(event),
    });
    expect(events).toContainEqual({
      type: 'stage',
      message: expect.stringMatching(
        /had finished, so nothing was trained\. .* write `weights: run\("\.\.\/first"\)`/,
      ),
    });
    const more = tinyPhases(path.join(folder, 'two'));
    const phases = more.schedule.phases.map((phase) => ({ ...phase, epochs: phase.epochs + 1 }));
    const resumed = runPipeline(
      { ...more, schedule: { ...more.schedule, phases } },
      { out: run, resume: true, engine: 'portable', findBackbone, onEvent: () => undefined },
    );
    await expect(resumed).rejects.toThrow(
      /^TLP856: .* It has finished\. To go on from its weights, write `weights: run/,
    );
  });
});
