import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { dense } from '@tlp/language/graph/layers.js';
import { gather } from '@tlp/language/graph/ops/indexing.js';
import { float32, int32 } from '@tlp/language/graph/shape.js';
import { expect, it } from 'vitest';
import type { EngineTimes } from '../engines/calibrate.js';
import type { Machine } from '../engines/machine.js';
import { type EngineWanted, type FrozenPass, frozenEngine, leastWork } from './frozen-engine.js';

const here: Machine = { processor: 'any', threads: 2, onnxRuntime: '1', tensorFlow: '2', oneDnn: '1' };

/** Multiply-adds of a token. */
const each = 2000 * 2000;

function textGraph() {
  const b = new GraphBuilder();
  const ids = b.input('ids', int32('batch', 'tokens'));
  const embedded = b.block('embeddings', () =>
    b.layer('embeddings', 'embedding', () =>
      b.apply(gather, [b.parameter('words', [9, 2000], 'embedding', 'zeros'), ids], {}, 'vectors'),
    ),
  );
  return b.finish([b.block('layer0', () => dense(b, 'dense', embedded, 2000))]);
}

function pictureGraph() {
  const b = new GraphBuilder();
  const pixels = b.input('image', float32('batch', 2000));
  return b.finish([b.block('layer0', () => dense(b, 'dense', pixels, 2000))]);
}

/** A pass over texts of these lengths, the ids of each its own length. */
function passOver(lengths: readonly number[], of: Partial<FrozenPass> = {}): FrozenPass {
  const items = lengths.map((length, i) => ({ id: `${i}`, length }));
  const lengthOf = (item: { readonly id: string }) => lengths[Number(item.id)]!;
  const reader: ReturnType<FrozenPass['reader']> = {
    lengths: async (some) => some.map(lengthOf),
    async *read(some) {
      const longest = Math.max(...some.map(lengthOf));
      const data = Int32Array.from({ length: some.length * longest }, () => 1);
      const feeds = { ids: { data, shape: [some.length, longest] } };
      yield { feeds, indices: Uint32Array.from(some.keys()) };
    },
  };
  return {
    graph: textGraph(),
    weights: new Map(),
    items,
    reader: () => reader,
    batch: 64,
    inputSize: 512,
    ...of,
  };
}

const same = (count: number, length: number) => Array.from({ length: count }, () => length);
/** Texts of 200 tokens, enough to measure. */
const many = same(1 + Math.ceil(leastWork / each / 200), 200);

/** What is chosen, what was timed for it, and what was said. */
async function choose(
  pass: FrozenPass | null,
  found: EngineTimes | null,
  wanted: Partial<EngineWanted> = {},
) {
  const said: string[] = [];
  const timed: unknown[] = [];
  const engine = await frozenEngine(pass, {
    engine: 'auto',
    machine: async () => here,
    onStage: (message) => said.push(message),
    times: async ({ size, batch }) => {
      timed.push({ ...size, fed: (await batch())?.ids?.shape });
      return found;
    },
    ...wanted,
  });
  return { engine, timed, said: said.filter((message) => !message.startsWith('Timing')) };
}

it.each([
  [
    { onnx: 1.25, tensorflow: 1 },
    'tensorflow',
    'The frozen part runs in TensorFlow, which was 1.25 times as fast as ONNX Runtime here',
  ],
  [
    { onnx: 1, tensorflow: 1.5 },
    'auto',
    'The frozen part runs in ONNX Runtime, which was 1.50 times as fast as TensorFlow here',
  ],
  [
    { onnx: 1.05, tensorflow: 1 },
    'auto',
    'The frozen part runs in ONNX Runtime, as TensorFlow was hardly faster here',
  ],
] as const)('takes the faster engine and says why: %j', async (found, engine, text) => {
  expect(await choose(passOver(many), found)).toMatchObject({ engine, said: [text] });
});

const faster = { onnx: 2, tensorflow: 1 };

it('times a batch of texts of the usual length', async () => {
  const lengths = many.map((_, i) => (i % 2 === 0 ? 100 : 300) + (i % 3));
  const { timed } = await choose(passOver(lengths), faster);
  expect(timed).toEqual([{ rows: 32, tokens: 256, fed: [32, expect.any(Number)] }]);
});

it.each([
  ['as many as the pass has at once', { batch: 16 }, many, 16],
  ['fewer of a short pass of long texts', { inputSize: 4096 }, same(256, 4096), 16],
])('times %s', async (_, of, lengths, rows) => {
  expect((await choose(passOver(lengths, of), faster)).timed).toMatchObject([{ rows }]);
});

it.each<[string, FrozenPass | null, Partial<EngineWanted>]>([
  ['what the engine that is asked for by name runs', passOver(many), { engine: 'portable' }],
  ['a run without a frozen part', null, {}],
  ['images', passOver(many, { graph: pictureGraph() }), {}],
  ['a little less work', passOver(many.slice(2)), {}],
  ['many short texts', passOver(many.map(() => 20)), {}],
  ['few long texts', passOver(same(119, 512), { inputSize: 1e6 }), {}],
])('does not time %s', async (_, pass, wanted) => {
  const { engine, timed, said } = await choose(pass, faster, wanted);
  expect({ engine, timed, said }).toEqual({ engine: wanted.engine ?? 'auto', timed: [], said: [] });
});

it('stays with ONNX Runtime where the times cannot be had', async () => {
  expect(await choose(passOver(many), null)).toMatchObject({ engine: 'auto', said: [] });
});

it.each([
  ['TensorFlow 2.15.1', 'tensorflow'],
  ['ONNX Runtime 1.30.0', 'auto'],
])('a run that began with %s goes on with it, whatever is faster', async (begun, engine) => {
  expect(await choose(passOver(many), faster, { begun })).toEqual({ engine, timed: [], said: [] });
});

it('goes on without TensorFlow where that is not there any more', async () => {
  const wanted = { begun: 'TensorFlow 2.15.1', machine: async () => null };
  expect(await choose(passOver(many), faster, wanted)).toMatchObject({ engine: 'auto' });
});
