/** Each format's files, written by its own library (`tools/goldens/other_weight_files.py`), read back. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { io } from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAsWritten, weightFixture, weightFixtures } from '../testing/weight-fixtures.js';
import { openWeightFile } from './open.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-formats-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const files = weightFixtures('others');

test.each(Object.entries(files))('%s is read as its library wrote it', async (name, facts) => {
  const file = await openWeightFile(weightFixture(name));
  await expectAsWritten(file, facts);
  await file.close();
});

test.each([
  [
    'initializers.onnx',
    /^ONNX \(opset \d+\)$/,
    'goldens 1',
    'Left out: 1 tensor of types that are not read.',
  ],
  ['tfjs', /^TensorFlow\.js \(layers model\)$/, 'keras v3, TensorFlow.js Converter', undefined],
  [
    'tfjs-uint8',
    /^TensorFlow\.js \(layers model\)$/,
    'keras v3, TensorFlow.js Converter',
    '5 tensors quantized to uint8.',
  ],
  ['sharded-safetensors', /^safetensors in 2 files$/, undefined, undefined],
  ['sharded-torch', /^PyTorch \(zip\) in 2 files$/, undefined, undefined],
  ['keras2-saved-model', /^TensorFlow SavedModel$/, undefined, undefined],
  ['checkpoint/tf1.index', /^TensorFlow checkpoint$/, undefined, undefined],
  ['types.safetensors', /^safetensors$/, undefined, 'format: pt'],
])('%s tells what it is and what wrote it', async (name, format, writer, note) => {
  const { facts, close } = await openWeightFile(weightFixture(name));
  expect(facts.format).toMatch(format);
  expect([facts.writer, facts.notes[0]]).toEqual([writer, note]);
  await close();
});

test('quantized values are those that TensorFlow.js itself reads', async () => {
  const { weightsManifest } = JSON.parse(await readFile(weightFixture('tfjs-uint8/model.json'), 'utf8'));
  const [{ paths, weights }] = weightsManifest as [{ paths: string[]; weights: io.WeightsManifestEntry[] }];
  const bytes = Buffer.concat(
    await Promise.all(paths.map((name) => readFile(weightFixture(`tfjs-uint8/${name}`)))),
  );
  const decoded = io.decodeWeights(new Uint8Array(bytes).buffer, weights);
  const file = await openWeightFile(weightFixture('tfjs-uint8'));
  for (const { name } of weights) {
    const read = await file.read(name);
    expect([read.dtype, read.data]).toEqual(['float32', await decoded[name]!.data()]);
  }
  await file.close();
});

test('all files of a model are named, for its hash', async () => {
  const { files: of, close } = await openWeightFile(weightFixture('external.onnx'));
  expect(of.map((file) => path.basename(file))).toEqual(['external.onnx', 'external.onnx.data']);
  await close();
});

describe('a model whose files are not as they must be', () => {
  /** A copy of a fixture's folder with a change to one of its texts. */
  async function changed(name: string, file: string, change: (text: string) => string): Promise<string> {
    const copy = path.join(folder, `${Math.random()}`);
    await cp(weightFixture(name), copy, { recursive: true });
    const at = path.join(copy, file);
    await writeFile(at, change(await readFile(at, 'latin1')), 'latin1');
    return copy;
  }
  const index = 'model.safetensors.index.json';
  const shard = 'model-00001-of-00002.safetensors';

  test.each([
    [
      'a shard outside of the folder',
      'sharded-safetensors',
      index,
      shard,
      `../${shard}`,
      'is not in its folder',
    ],
    ['a shard at the root', 'sharded-safetensors', index, shard, '/etc/passwd', 'is not in its folder'],
    [
      'a shard that is missing',
      'sharded-safetensors',
      index,
      shard,
      'none.safetensors',
      'part none.safetensors is missing',
    ],
    ['a tensor in another shard', 'sharded-safetensors', index, '"fc.bias"', '"fc.gone"', 'has no fc.gone'],
    [
      'a file of weights elsewhere',
      'tfjs',
      'model.json',
      'group1-shard1of6.bin',
      '../tfjs/x.bin',
      'is not in its folder',
    ],
    [
      'a file of weights of the network',
      'tfjs',
      'model.json',
      'group1-shard1of6.bin',
      'http://a/b',
      'is not in its folder',
    ],
    [
      'more weights than bytes',
      'tfjs',
      'model.json',
      '"shape": [4, 2]',
      '"shape": [4000, 2]',
      'its tensors need',
    ],
    ['a negative shape', 'tfjs', 'model.json', '"shape": [4, 2]', '"shape": [-4, 2]', 'has the shape'],
    ['an unknown type', 'tfjs', 'model.json', 'float32', 'string', 'has the type "string"'],
  ])('%s', async (_, name, file, from, to, message) => {
    const opened = openWeightFile(await changed(name, file, (text) => text.replaceAll(from, to)));
    await expect(opened).rejects.toThrow(new RegExp(`^TLP251: .*${message}`));
  });

  test('values of a checkpoint that its checksum does not fit', async () => {
    const data = 'variables/variables.data-00000-of-00001';
    const flip = (text: string) => `${text.slice(0, 3)}${text[3] === 'a' ? 'b' : 'a'}${text.slice(4)}`;
    const file = await openWeightFile(await changed('keras2-saved-model', data, flip));
    const reads = [...file.tensors.keys()].map((name) => file.read(name));
    await expect(Promise.all(reads)).rejects.toThrow(/^TLP251: .*its checksum does not fit/);
    await file.close();
  });

  test('an index of a checkpoint that its checksum does not fit', async () => {
    const at = 'variables/variables.index';
    const opened = openWeightFile(
      await changed('keras2-saved-model', at, (text) => text.replace('gamma', 'gamba')),
    );
    await expect(opened).rejects.toThrow(/^TLP251: .*the checksum of its index does not fit/);
  });

  test('a folder without weights', async () => {
    await expect(openWeightFile(folder)).rejects.toThrow(/^TLP250: .*is a folder without weights/);
  });
});
