import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildBackbone } from '@tlp/language/backbones/build.js';
import { resolveText } from '@tlp/language/compile-text.js';
import { nodesByName, typeOf } from '@tlp/language/graph/walk.js';
import type { ImportedBackbone } from '@tlp/language/import/card.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diskFiles } from '../cli/disk-files.js';
import { runtimeModality } from '../modalities/index.js';
import { colourFolder } from '../testing/image-folder.js';
import { answerDeviation } from '../testing/imported-parity.js';
import { loadModel } from '../train/model.js';
import { predictItems } from '../train/predict.js';
import { runPipeline } from '../train/run-pipeline.js';
import { importedModel } from './chosen.js';

const fixtures = fileURLToPath(new URL('../../goldens/imports', import.meta.url));
const fixture = (name: string) =>
  importedModel({ format: 'onnx', path: path.join(fixtures, name) }) as ImportedBackbone;

/** A network, its blocks with their layers, and the shape of its features. */
const networks: readonly (readonly [name: string, blocks: string, features: string])[] = [
  ['residual', 'stem 1, layer1 4, layer2 3, layer3 3', 'batch,4,4,16'],
  ['gated', 'stem 1, blocks_0 4, blocks_1 4, blocks_2 4, conv_head 1', 'batch,4,4,16'],
  ['tokens', 'stem 3, blocks_0 8, blocks_1 8, blocks_2 8, blocks_3 8, norm 1', 'batch,17,8'],
  ['windows', 'stem 1, layers_0 5, layers_1 5, layers_2 5, layers_3 5, group 1', 'batch,8,8,8'],
];

/** By PyTorch's older exporter and by the newer one. */
const exported = networks.flatMap(([name, ...facts]) =>
  ['', '-dynamo'].map((exporter) => [`${name}${exporter}.onnx`, ...facts] as const),
);

describe.each(exported)('%s', (file, blocks, features) => {
  const card = fixture(file);
  const graph = buildBackbone(card);

  it('has its blocks, and features without a classifier', () => {
    expect(graph.blocks.map(({ name, layers }) => `${name} ${layers.length}`).join(', ')).toBe(blocks);
    expect(typeOf(nodesByName(graph), graph.outputs[0]!).shape.join()).toBe(features);
  });

  it('is a partition of the graph: one value leaves each block', () => {
    const blockOf = new Map(graph.nodes.map(({ name, block }) => [name, block]));
    const crossing = graph.blocks.map(({ name }) => {
      const own = graph.nodes.filter((node) => node.block === name).map((node) => node.name);
      const readers = graph.nodes.filter((node) => node.block !== name && node.op !== 'input');
      return own.filter((ref) => readers.some(({ inputs }) => inputs.includes(ref)));
    });
    expect(crossing.map((refs) => refs.length)).toEqual(
      graph.blocks.map((_, i) => (i === graph.blocks.length - 1 ? 0 : 1)),
    );
    expect([...blockOf.values()].filter((block) => block === undefined)).toHaveLength(1);
  });

  const engines = file.includes('dynamo')
    ? (['onnx'] as const)
    : (['onnx', 'tensorflow', 'portable'] as const);
  it.each(engines)('answers as ONNX Runtime does, by %s', async (engine) => {
    expect(await answerDeviation(card, engine)).toBeLessThan(1e-5);
  });
});

describe('a pipeline on an imported network', () => {
  let folder: string;
  let data: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-import-'));
    data = await colourFolder(12);
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
    await rm(data, { recursive: true });
  });

  const text = (file: string) => `pipeline colors {
    backbone onnx("${file}") {
      input: 32px
      preprocessing: unit
    }
    data images("${data}") { batch: 6 }
    head { pool dense(classes) }
    schedule {
      phase head { freeze: all epochs: 1 }
      phase tune { freeze: ..layer2 epochs: 1 learning_rate: 1e-3 }
    }
  }`;

  it('is frozen, cut and trained, and predicts without the file it came from', async () => {
    const model = path.join(folder, 'net.onnx');
    await copyFile(path.join(fixtures, 'residual.onnx'), model);
    const { pipelines, diagnostics } = await resolveText(text(model), {
      file: path.join(folder, 'colors.tlp'),
      files: diskFiles(),
    });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const [pipeline] = pipelines;
    expect(pipeline!.schedule.phases[1]!.frozenLayers).toHaveLength(8);
    const out = path.join(folder, 'run');
    await runPipeline(pipeline!, {
      out,
      engine: 'portable',
      onEvent: () => undefined,
      featureFolder: path.join(folder, 'features'),
    });
    await rm(model);
    const trained = await loadModel(out);
    expect(trained.outputs.length).toBeGreaterThan(1);
    expect(trained.network.blocks.map(({ name }) => name)).toEqual([
      'stem',
      'layer1',
      'layer2',
      'layer3',
      'head',
    ]);
    const reading = runtimeModality(trained);
    const { splits } = (await reading.open(pipeline!.data)).dataSet;
    const answers = [];
    for await (const { answer } of predictItems(trained, splits.test, { engine: 'portable' }))
      answers.push(answer);
    expect(answers).toHaveLength(splits.test.length);
  });

  it.each([
    ['no such file', 'missing.onnx', 'TLP208'],
    ['another kind of file', 'colors.txt', 'TLP209'],
  ])('tells of %s', async (_what, file, code) => {
    if (code === 'TLP209')
      await copyFile(path.join(fixtures, '..', '..', 'package.json'), path.join(folder, file));
    const { diagnostics } = await resolveText(text(path.join(folder, file)), {
      file: path.join(folder, 'colors.tlp'),
      files: diskFiles(),
    });
    expect(diagnostics.map((d) => d.code)).toEqual([code]);
  });
});
