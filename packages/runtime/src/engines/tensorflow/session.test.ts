import { mkdir, mkdtemp, readdir, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { mul } from '@tlp/language/graph/ops/elementwise.js';
import { float32 } from '@tlp/language/graph/shape.js';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { temporaryName } from '../../files/atomic.js';
import { loadTensorFlow, type TensorFlow } from '../../native/load.js';
import { createTensorFlowInference } from './inference.js';

let tf: TensorFlow;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tlp-session-'));
  vi.stubEnv('TMPDIR', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** `[rows,1] · [1,columns] -> [rows,columns]`. */
function outerProduct(rows: number, columns: number) {
  const b = new GraphBuilder();
  const x = b.input('x', float32(rows, 1));
  const y = b.input('y', float32(1, columns));
  const feeds = {
    x: { data: new Float32Array(rows).fill(2), shape: [rows, 1] },
    y: { data: new Float32Array(columns).fill(3), shape: [1, columns] },
  };
  return { graph: b.finish([b.apply(mul, [x, y], {})]), feeds };
}

const open = ({ graph }: ReturnType<typeof outerProduct>) => createTensorFlowInference(tf, graph, new Map());

it('leaves nothing in the temporary folder, neither of its own nor of a process killed a day ago', async () => {
  const old = temporaryName(path.join(folder, 'tlp-graph'));
  await mkdir(old);
  await utimes(old, 1, 1);
  const engine = await open(outerProduct(2, 1));
  expect(await readdir(folder)).toEqual([]);
  await engine.dispose();
});

it('says what to do when the temporary folder cannot be written', async () => {
  const file = path.join(folder, 'file');
  await writeFile(file, '');
  for (const unusable of [file, path.join(folder, 'missing')]) {
    vi.stubEnv('TMPDIR', unusable);
    await expect(open(outerProduct(2, 1))).rejects.toMatchObject({
      exitCode: 2,
      diagnostics: [{ code: 'TLP756', remedy: expect.stringContaining('TMPDIR') }],
    });
  }
});

it('says so when the memory does not suffice, keeps no tensors, and goes on', async () => {
  // 2^48 bytes are more than a process can address anywhere, so nothing is ever reserved.
  const [large, small] = [outerProduct(2 ** 23, 2 ** 23), outerProduct(2, 1)];
  const [tooLarge, engine] = [await open(large), await open(small)];
  const before = tf.memory().numTensors;
  await expect(tooLarge.run(large.feeds)).rejects.toMatchObject({
    exitCode: 2,
    diagnostics: [{ code: 'TLP757', message: expect.stringContaining('[8388608,8388608]') }],
  });
  expect(await engine.run(small.feeds)).toEqual([Float32Array.of(6, 6)]);
  expect(tf.memory().numTensors).toBe(before);
  await tooLarge.dispose();
  await engine.dispose();
});

it('names the feed that is missing', async () => {
  const { graph, feeds } = outerProduct(2, 1);
  const engine = await createTensorFlowInference(tf, graph, new Map());
  await expect(engine.run({ x: feeds.x })).rejects.toThrow('The input y of run was not fed.');
  await engine.dispose();
});

it('shares no memory with what it is fed, however that is aligned', async () => {
  const memory = new ArrayBuffer(256);
  // One of them starts at a multiple of 64 bytes, which TensorFlow could use as it is.
  for (const offset of [0, 16, 32, 48]) {
    const b = new GraphBuilder();
    const x = b.input('x', float32(16));
    const weight = b.block('scale', () =>
      b.layer('scale', 'scale', () => b.parameter('weight', [16], 'scale', 'ones')),
    );
    const data = new Float32Array(memory, offset, 16).fill(2);
    const graph = b.finish([b.apply(mul, [x, weight], {})]);
    const engine = await createTensorFlowInference(tf, graph, new Map([['scale/weight', data]]));
    data.fill(5);
    const [product] = await engine.run({ x: { data: new Float32Array(16).fill(3), shape: [16] } });
    expect(product).toEqual(new Float32Array(16).fill(6));
    await engine.dispose();
  }
});
