/** Runs that train adapters: what they keep, what they leave alone, and how they go on after an interruption. */
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveText } from '@tlp/language/compile-text.js';
import type { TrainEvent } from '@tlp/language/run/events.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { diskFiles } from '../cli/disk-files.js';
import { tlp } from '../cli/testing.fixture.js';
import { closeTo } from '../testing/close-to.js';
import { folderPath } from '../testing/huggingface-folder.js';
import { useOwnCache } from '../testing/own-cache.js';
import { wordPieces } from '../testing/tiny-text-network.js';
import { openSafetensors } from '../weights/safetensors.js';
import type { Weights } from '../weights/tensors.js';
import { readRun } from './run-directory.js';
import { runPipeline } from './run-pipeline.js';

const words = Array.from({ length: 85 }, (_, i) => `word${i}`);

/** A text has three words of the forty of its class. */
const rows = Array.from({ length: 48 }, (_, i) => {
  const first = i % 2 ? 40 : 0;
  const n = Math.floor(i / 2);
  const text = [n, n * 3 + 1, n * 5 + 2].map((at) => words[first + (at % 40)]).join(' ');
  return `${text},${i % 2 ? 'late' : 'early'},${i < 32 ? 'train' : 'val'}`;
});

const pipeline = (phases: string) => `pipeline words {
  backbone huggingface("net") { input: 8 }
  data text("words.csv") { text: body label: kind split: column(part) batch: 8 }
  head { pool(average) dense(classes) }
  schedule { ${phases} }
}
`;

const head = 'phase head { freeze: all epochs: 1 learning_rate: 1e-3 }';
const adapters = (range: string) =>
  `phase adapters { freeze: ${range} adapt: lora(rank: 2, dropout: 20%) epochs: 2 learning_rate: 3e-3 }`;

const files: Readonly<Record<string, string>> = {
  'words.csv': `body,kind,part\n${rows.join('\n')}\n`,
  'validation.csv': `body,kind,part\n${rows.slice(32).join('\n')}\n`,
  'whole.tlp': pipeline(`${head} ${adapters('embeddings')}`),
  'then.tlp': pipeline(`${adapters('none')} phase tune { freeze: ..layer0 epochs: 1 learning_rate: 1e-4 }`),
  'twice.tlp': pipeline(
    `phase tune { freeze: ..layer0 epochs: 1 learning_rate: 1e-4 } ${adapters('embeddings')}`,
  ),
};

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tlp-adapters-'));
  await useOwnCache(cwd);
  await mkdir(join(cwd, 'net'));
  for (const name of ['config.json', 'model.safetensors'])
    await copyFile(join(folderPath('bert'), name), join(cwd, 'net', name));
  await writeFile(join(cwd, 'net', 'vocab.txt'), wordPieces(words));
  for (const [name, content] of Object.entries(files)) await writeFile(join(cwd, name), content);
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

const run = (file: string, out: string, ...more: string[]) =>
  tlp(['run', file, '--out', out, '--engine', 'portable', ...more], { cwd });

async function tensorsOf(...path: string[]): Promise<Weights> {
  const file = await openSafetensors(join(cwd, ...path));
  const values = new Map<string, Float32Array>();
  for (const name of file.tensors.keys()) values.set(name, Float32Array.from((await file.read(name)).data));
  await file.close();
  return values;
}

const modelOf = (out: string) => tensorsOf(out, 'model', 'weights.safetensors');

it('keeps a plain network, in which queries and values alone are changed, and the adapters beside it', async () => {
  const { status, err } = await run('whole.tlp', 'whole');
  expect([status, err]).toEqual([0, expect.stringContaining('adapters')]);
  const [merged, before] = [await modelOf('whole'), await tensorsOf('net', 'model.safetensors')];
  expect([...merged.keys()].filter((name) => name.includes('lora'))).toEqual([]);
  for (const [kernel, module] of [
    ['layer0_attention_query', 'encoder.layer.0.attention.self.query'],
    ['layer0_attention_key', 'encoder.layer.0.attention.self.key'],
    ['layer1_attention_value', 'encoder.layer.1.attention.self.value'],
    ['layer1_intermediate', 'encoder.layer.1.intermediate.dense'],
  ] as const) {
    const was = [...before.get(`${module}.weight`)!].sort();
    const now = [...merged.get(`${kernel}/kernel`)!].sort();
    expect(was.some((value, i) => value !== now[i])).toBe(/query|value/.test(kernel));
  }

  // What is kept beside it gives the same kernels.
  const kept = await tensorsOf('whole', 'model', 'adapter', 'adapter_model.safetensors');
  expect(kept.size).toBe(8);
  const name = 'encoder.layer.1.attention.self.query';
  const [a, b] = ['lora_A', 'lora_B'].map((part) => kept.get(`base_model.model.${name}.${part}.weight`)!);
  const kernel = merged.get('layer1_attention_query/kernel')!;
  const expected = kernel.map((_, i) => {
    const [input, unit] = [Math.floor(i / 24), i % 24];
    const product = a![input]! * b![unit * 2]! + a![24 + input]! * b![unit * 2 + 1]!;
    return before.get(`${name}.weight`)![unit * 24 + input]! + 2 * product;
  });
  closeTo(kernel, expected, 1e-5);
});

it('is verified, judged and used for predictions as any other', async () => {
  const verified = await tlp(['verify', 'whole'], { cwd });
  expect([verified.status, verified.out]).toEqual([0, expect.stringContaining('adapter_model.safetensors')]);
  const { metrics } = await readRun(join(cwd, 'whole'));
  const judged = await tlp(
    ['evaluate', 'whole', '--data', 'validation.csv', '--format', 'json', '--engine', 'portable'],
    { cwd },
  );
  expect(judged.status).toBe(0);
  expect(JSON.parse(judged.out).metrics.loss).toBeCloseTo(metrics!.validation!.loss, 5);
});

it('goes on after an interruption, in any phase, to the same bits', async () => {
  const [whole, kept] = [
    await modelOf('whole'),
    await readFile(join(cwd, 'whole/model/adapter/adapter_model.safetensors')),
  ];
  const file = join(cwd, 'whole.tlp');
  const { pipelines } = await resolveText(files['whole.tlp']!, { file, files: diskFiles() });
  for (const stop of [2, 7, 11]) {
    const [controller, out] = [new AbortController(), join(cwd, `stopped${stop}`)];
    let batches = 0;
    const onEvent = ({ type }: TrainEvent) => {
      if (type === 'batch' && ++batches === stop) controller.abort();
    };
    const options = { out, onEvent, engine: 'portable' } as const;
    await expect(runPipeline(pipelines[0]!, { ...options, signal: controller.signal })).rejects.toThrow(
      'TLP850',
    );
    await runPipeline(pipelines[0]!, { ...options, resume: true });
    expect(await modelOf(`stopped${stop}`)).toEqual(whole);
    expect(await readFile(join(out, 'model/adapter/adapter_model.safetensors'))).toEqual(kept);
  }
});

it('is followed by a phase that trains the merged weights', async () => {
  expect(await run('then.tlp', 'then')).toMatchObject({ status: 0 });
  await expect(readFile(join(cwd, 'then/model/adapter/adapter_config.json'))).rejects.toThrow('ENOENT');
  expect([...(await modelOf('then')).keys()].filter((name) => name.includes('lora'))).toEqual([]);
});

it('says that adapters beside tuned weights are not kept by themselves', async () => {
  const { status, err } = await run('twice.tlp', 'twice');
  expect([status, err]).toEqual([0, expect.stringContaining('merged weights alone')]);
  await expect(readFile(join(cwd, 'twice/model/adapter/adapter_config.json'))).rejects.toThrow('ENOENT');
});
