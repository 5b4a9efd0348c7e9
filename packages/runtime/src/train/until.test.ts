/** Runs whose backbone ends before its last block, from its weights to what the model predicts. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tlp } from '../cli/testing.fixture.js';
import { colourFolder, tinyPipeline } from '../testing/image-folder.js';
import { writeMadeUpWeights } from '../testing/made-up-weights.js';
import { useOwnCache } from '../testing/own-cache.js';
import { tinyBackbone } from '../testing/tiny-backbone.js';
import { evaluateRun } from './evaluate-run.js';
import { loadModel } from './model.js';
import { readRun } from './run-directory.js';
import { runPipeline } from './run-pipeline.js';

const backbone = {
  ...tinyBackbone,
  layouts: [{ name: 'plain', locate: (tensor: string) => ({ tensor, transpose: 'none' as const }) }],
};
const findBackbone = () => backbone;

let data: string;
let folder: string;
beforeAll(async () => {
  data = await colourFolder(6);
  folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-until-'));
  await useOwnCache(folder);
  await writeMadeUpWeights(path.join(folder, 'weights.safetensors'), backbone);
});
afterAll(async () => {
  await rm(data, { recursive: true });
  await rm(folder, { recursive: true });
});

it.each([3, 1])('a model of pictures of %i channels is trained, loaded and judged', async (channels) => {
  const out = path.join(folder, `${channels}`);
  const tiny = tinyPipeline(data);
  const weights = { kind: 'file', path: path.join(folder, 'weights.safetensors') } as const;
  const pipeline = {
    ...tiny,
    backbone: { ...tiny.backbone, weights, until: 'stem' },
    data: { ...tiny.data, channels },
  };
  await runPipeline(pipeline, {
    out,
    resume: false,
    engine: 'portable',
    findBackbone,
    onEvent: () => undefined,
  });
  const { network, until } = await loadModel(out, findBackbone);
  expect(until).toBe('stem');
  expect(network.blocks.map(({ name }) => name)).toEqual(['stem', 'head']);
  const { count } = (await evaluateRun(out, { findBackbone, engine: 'portable' })).metrics!;
  expect(count).toBe((await readRun(out)).metrics?.test?.count);
});

it('a model of texts is trained, loaded and asked', async () => {
  const net = fileURLToPath(new URL('../../goldens/sentence-transformer', import.meta.url));
  await cp(net, path.join(folder, 'net'), { recursive: true });
  const rows = ['call now,spam', 'free offer,spam', 'the train was late,ham', 'meet me at noon,ham'];
  await writeFile(path.join(folder, 'texts.csv'), `text,label\n${rows.join('\n')}\n`);
  await writeFile(
    path.join(folder, 'kinds.tlp'),
    `pipeline kinds {
      backbone huggingface("net") { until: embeddings }
      data text("texts.csv") { text: text label: label split: random(train: 100%, validation: 0%, test: 0%) }
      schedule { phase head { freeze: all solve: logistic(l2: 0.01) } }
    }`,
  );
  const run = (...argv: string[]) => tlp(argv, { cwd: folder });
  expect((await run('run', 'kinds.tlp', '--out', 'run', '--engine', 'portable')).status).toBe(0);
  const { blocks } = (await loadModel(path.join(folder, 'run'))).network;
  expect(blocks.map(({ name }) => name)).toEqual(['embeddings', 'head']);
  const { out } = await run('predict', 'run', 'texts.csv', '--format', 'json');
  const told: { readonly predictions: readonly { readonly class: string }[] } = JSON.parse(out);
  expect(told.predictions.map((each) => each.class)).toEqual(rows.map((row) => row.split(',')[1]));
});
