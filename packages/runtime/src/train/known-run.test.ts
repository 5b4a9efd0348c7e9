/** Runs whose models keep training examples to compare others with. */
import { cp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { inferenceForm } from '@tlp/language/graph/cut.js';
import { onlyGiving, penultimateOf } from '@tlp/language/graph/penultimate.js';
import { cutPhase } from '@tlp/language/graph/phase-network.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import { describe, expect, test } from 'vitest';
import { createInferenceEngine } from '../engines/create-inference-engine.js';
import { sizeOfBank } from '../known/bank.js';
import { runtimeModality } from '../modalities/index.js';
import type { ClassAnswer } from '../tasks/classification/view.js';
import { tinyPhases, tinyRecipes } from '../testing/image-folder.js';
import { findTiny, tinyRuns } from '../testing/tiny-runs.js';
import { evaluateRun } from './evaluate-run.js';
import { feedsOf } from './fresh-source.js';
import { loadModel, type Model } from './model.js';
import { logitsOf } from './predict.js';
import { type Prediction, readLines, runPaths } from './run-directory.js';
import { openInput } from './run-input.js';
import { createJob } from './run-job.js';

const runs = tinyRuns();

const rejecting = ({ schedule, ...rest }: Pipeline, k: number): Pipeline => ({
  ...rest,
  schedule: {
    ...schedule,
    reject: { kind: 'unknown', keep: 0.9, name: 'other', by: { kind: 'nearest', k } },
  },
});

const itemsOf = (ids: readonly string[]) => ids.map((id) => ({ id, path: path.join(runs.data, id) }));

async function trained(pipeline: Pipeline) {
  const { out } = await runs.run({}, pipeline);
  const predictions = await readLines<Prediction>(runPaths(out).predictions);
  const judged = new Set(predictions.map(({ id }) => id));
  const all = await readdir(runs.data, { recursive: true });
  const train = all.filter((name) => name.endsWith('.png') && !judged.has(name.replaceAll('\\', '/')));
  const model = await loadModel(out, findTiny);
  const scores = new Map(predictions.map(({ id, answer }) => [id, (answer as ClassAnswer).score!]));
  return { out, model, train, scores };
}

/** The input of the last layer, without anything that the runs themselves use for it but the network. */
async function vectorsOf(model: Model, ids: readonly string[]) {
  const graph = onlyGiving(inferenceForm(model.network), penultimateOf(model.network));
  const engine = await createInferenceEngine(graph, model.weights, { engine: 'portable' });
  const reader = runtimeModality(model).reader(model.inputSize, model.preparation);
  const vectors: Float32Array[] = [];
  for await (const { feeds } of reader.read(itemsOf(ids), { batch: 1, order: ids.map((_, i) => i) }))
    vectors.push((await engine.run(feedsOf(graph, feeds)))[0]!);
  await engine.dispose();
  return vectors;
}

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const cosine = (a: Float32Array, b: Float32Array) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));

test('the score of an example is its cosine with the third nearest training example', async () => {
  const { model, train, scores } = await trained(rejecting(tinyPhases(runs.data), 3));
  expect(sizeOfBank(model.bank!)).toBe(train.length);
  const known = await vectorsOf(model, train);
  const ids = [...scores.keys()];
  for (const [i, vector] of (await vectorsOf(model, ids)).entries()) {
    const near = known.map((one) => cosine(vector, one)).sort((a, b) => b - a);
    expect(scores.get(ids[i]!)).toBeCloseTo(near[2]!, 4);
  }
});

/** What a run would read of its training examples at its end, and whatever it warns of. */
async function readingKnown(data: string) {
  const pipeline = rejecting(tinyPhases(data), 1);
  const warnings: Diagnostic[] = [];
  const heard = { onEvent: () => undefined, onWarning: (warning: Diagnostic) => void warnings.push(warning) };
  const featureFolder = `${runs.fresh()}-features`;
  const options = { ...heard, seed: 1, engine: 'portable', featureFolder } as const;
  const onStage = () => undefined;
  const input = await openInput(pipeline, { ...options, onStage, leftOut: [], findBackbone: findTiny });
  const job = createJob(pipeline, input, {
    ...options,
    frozenEngine: 'portable',
    checkpoints: { save: async () => undefined },
  });
  const phase = pipeline.schedule.phases.at(-1)!;
  const { program } = cutPhase(input.network, phase);
  const read = async (most: number) => {
    const sources = await job.openKnown({ phase, program, weights: input.weights }, most);
    const found: number[] = [];
    try {
      const all = sources.train.targets.map((_, i) => i);
      for await (const { examples } of sources.train.read([all], { epoch: 0, skip: 0 }))
        found.push(...examples);
    } finally {
      await sources.dispose();
    }
    return found.map((example) => sources.train.targets[example]![0]!);
  };
  const train = input.dataSet.splits.train.map(({ id }) => path.join(data, id));
  return { read, train, warnings, featureFolder };
}

test('where there are too many, as many of each class are kept, and that is told', async () => {
  const { read, warnings, featureFolder } = await readingKnown(runs.data);
  expect((await read(7)).sort()).toEqual([0, 0, 1, 1, 2, 2]);
  // Nobody reads them again.
  const stored = await readdir(featureFolder, { recursive: true }).catch(() => []);
  expect(stored.filter((name) => name.endsWith('.shard'))).toEqual([]);
  expect(warnings).toMatchObject([
    {
      code: 'TLP762',
      severity: 'info',
      message: expect.stringMatching(/keeps 6 of \d+ training images for comparison/),
    },
  ]);
});

test('a run that is trained goes on with the examples that are left, if there is one', async () => {
  const data = `${runs.fresh()}-data`;
  await cp(runs.data, data, { recursive: true });
  // What one has read it need not read again.
  const [{ read, train, warnings }, later] = [await readingKnown(data), await readingKnown(data)];
  for (const file of train.slice(2)) await rm(file);
  expect(await read(train.length)).toHaveLength(2);
  expect(warnings).toMatchObject([
    {
      code: 'TLP387',
      message: expect.stringContaining(
        `computed without ${train.length - 2} of ${train.length} training images`,
      ),
    },
  ]);
  for (const file of train.slice(0, 2)) await rm(file);
  await expect(later.read(train.length)).rejects.toThrow('TLP388');
});

describe.each([
  ['of phases', tinyPhases],
  ['with changed and mixed images, averages, and two views to judge by', tinyRecipes],
])('a run %s', (_, pipelineOf) => {
  test('keeps the training examples as it will see them: none is far from itself', async () => {
    const { out, model, train, scores } = await trained(rejecting(pipelineOf(runs.data), 1));
    expect(sizeOfBank(model.bank!)).toBe(train.length);
    for await (const { similarities } of logitsOf(model, itemsOf(train), { engine: 'portable' })) {
      expect(similarities!.length).toBeGreaterThan(0);
      for (const similarity of similarities!) expect(similarity).toBeCloseTo(1, 4);
    }
    const { predictions, metrics } = await evaluateRun(out, { engine: 'portable', findBackbone: findTiny });
    for (const { id, answer } of predictions)
      expect((answer as ClassAnswer).score).toBeCloseTo(scores.get(id)!, 4);
    expect(metrics!.scores).toHaveProperty('rejected');
  });
});
