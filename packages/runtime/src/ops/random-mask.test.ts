import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { type RandomMaskAttrs, randomMask } from '@tlp/language/graph/ops/dropout.js';
import { float32, int32 } from '@tlp/language/graph/shape.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPortableInference } from '../engines/portable/inference.js';
import { createTensorFlowInference } from '../engines/tensorflow/inference.js';
import { loadTensorFlow, type TensorFlow } from '../native/load.js';

let tf: TensorFlow;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

const rate = 0.25;

async function masks(
  together: RandomMaskAttrs['together'],
  stream: number,
  key: readonly [number, number],
  batch = 50,
) {
  const b = new GraphBuilder();
  const x = b.input('x', float32('batch', 7, 9));
  const mask = b.apply(randomMask, [x, b.input('key', int32(2))], { rate, stream, together });
  const graph = b.finish([mask]);
  const feeds = {
    x: { data: new Float32Array(batch * 63), shape: [batch, 7, 9] },
    key: { data: Int32Array.from(key), shape: [2] },
  };
  const compiled = await createTensorFlowInference(tf, graph, new Map());
  const [ours] = await createPortableInference(tf, graph, new Map()).run(feeds);
  const [theirs] = await compiled.run(feeds);
  await compiled.dispose();
  return { shape: b.type(mask).shape, ours: ours!, theirs: theirs! };
}

describe.each([
  ['of values', 'nothing', 50, 50 * 63, ['batch', 7, 9]],
  ['of whole examples', 'example', 400, 400, ['batch', 1, 1]],
  ['of channels', 'tokens', 50, 50 * 9, ['batch', 1, 9]],
] as const)('a mask %s', (_what, together, batch, count, expected) => {
  it('is the same on every engine, to the bit', async () => {
    const { shape, ours, theirs } = await masks(together, 3, [12345, 2 ** 30 - 1], batch);
    expect(shape).toEqual(expected);
    expect(theirs).toEqual(ours);
    expect(theirs.length).toBe(count);
    expect(new Set(theirs)).toEqual(new Set([0, Math.fround(1 / (1 - rate))]));
    const share = theirs.filter((value) => value === 0).length / count;
    // Three deviations of a count of independent draws.
    expect(Math.abs(share - rate)).toBeLessThan(3 * Math.sqrt((rate * (1 - rate)) / count));
  });
});

it('depends on both numbers of the key and on the stream', async () => {
  const cases = [
    [0, [1, 2]],
    [1, [1, 2]],
    [0, [2, 2]],
    [0, [1, 9]],
  ] as const;
  const drawn = await Promise.all(cases.map(([stream, key]) => masks('nothing', stream, key)));
  expect(new Set(drawn.map(({ theirs }) => theirs.join())).size).toBe(4);
});
