/** Soups of trials that train adapters: merged weights are averaged, and not the factors. */
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tlp } from '../cli/testing.fixture.js';
import { closeTo } from '../testing/close-to.js';
import { folderPath } from '../testing/huggingface-folder.js';
import { useOwnCache } from '../testing/own-cache.js';
import { wordPieces } from '../testing/tiny-text-network.js';
import { openSafetensors } from '../weights/safetensors.js';

const words = Array.from({ length: 85 }, (_, i) => `word${i}`);

const rows = Array.from({ length: 24 }, (_, i) => {
  const first = i % 2 ? 40 : 0;
  const text = [i, i * 3 + 1].map((at) => words[first + (at % 40)]).join(' ');
  return `${text},${i % 2 ? 'late' : 'early'},${i < 16 ? 'train' : 'val'}`;
});

const pipeline = `pipeline words {
  backbone huggingface("net") { input: 8 }
  data text("words.csv") { text: body label: kind split: column(part) batch: 8 }
  head { pool(average) dense(classes) }
  schedule {
    monitor: top_k
    phase head { freeze: all epochs: 1 learning_rate: 1e-3 }
    phase adapters { freeze: embeddings adapt: lora(rank: 2) epochs: 2 learning_rate: 1e-2 }
  }
  sweep {
    schedule.adapters.adapt: lora(rank: 2), lora(rank: 3), lora(rank: 2, on: all)
    average: soup(greedy)
  }
}
`;

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tlp-adapter-soup-'));
  await useOwnCache(cwd);
  await mkdir(join(cwd, 'net'));
  for (const name of ['config.json', 'model.safetensors'])
    await copyFile(join(folderPath('bert'), name), join(cwd, 'net', name));
  await writeFile(join(cwd, 'net', 'vocab.txt'), wordPieces(words));
  await writeFile(join(cwd, 'words.csv'), `body,kind,part\n${rows.join('\n')}\n`);
  await writeFile(join(cwd, 'validation.csv'), `body,kind,part\n${rows.slice(16).join('\n')}\n`);
  await writeFile(join(cwd, 'words.tlp'), pipeline);
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

async function modelOf(run: string) {
  const file = await openSafetensors(join(cwd, 'sweep', run, 'model', 'weights.safetensors'));
  const values = new Map<string, Float32Array>();
  for (const name of file.tensors.keys()) values.set(name, Float32Array.from((await file.read(name)).data));
  await file.close();
  return values;
}

const sweep = (...more: string[]) =>
  tlp(['sweep', 'words.tlp', '--out', 'sweep', '--engine', 'portable', ...more], { cwd });
const soupOf = async () => JSON.parse(await readFile(join(cwd, 'sweep', 'sweep.json'), 'utf8')).soup;

it('are the mean of the kernels in which the adapters are merged, also of other ranks', async () => {
  const { status, err } = await sweep();
  expect(status, err).toBe(0);
  const { trials, unlike } = await soupOf();
  // Of two classes the right one is always among the first two, so no trial makes it worse.
  expect([trials, unlike]).toEqual([['trial-002', 'trial-001'], ['trial-003']]);
  const [mean, one, other] = await Promise.all(['soup', ...trials].map(modelOf));
  expect([...mean!.keys()].filter((name) => name.includes('lora'))).toEqual([]);
  for (const [name, values] of mean!)
    closeTo(
      values,
      values.map((_, i) => (one!.get(name)![i]! + other!.get(name)![i]!) / 2),
      1e-6,
    );
  const kernel = 'layer0_attention_query/kernel';
  expect(one!.get(kernel)).not.toEqual(other!.get(kernel));
});

it('are runs like any other: verified, judged and made again to the same bytes', async () => {
  expect((await tlp(['verify', 'sweep/soup'], { cwd })).status).toBe(0);
  expect(await readdir(join(cwd, 'sweep', 'soup', 'model'))).not.toContain('adapter');
  const { validation } = await soupOf();
  const argv = ['evaluate', 'sweep/soup', '--data', 'validation.csv', '--format', 'json'];
  const judged = await tlp([...argv, '--engine', 'portable'], { cwd });
  expect(JSON.parse(judged.out).metrics.loss).toBeCloseTo(validation.loss, 5);
  const before = await modelOf('soup');
  await rm(join(cwd, 'sweep', 'soup'), { recursive: true });
  expect((await sweep('--resume')).status).toBe(0);
  expect(await modelOf('soup')).toEqual(before);
});
