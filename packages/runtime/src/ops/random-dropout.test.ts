import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { type RandomDropoutAttrs, randomDropout } from '@tlp/language/graph/ops/dropout.js';
import { reduceSum } from '@tlp/language/graph/ops/tensor.js';
import { float32, int32 } from '@tlp/language/graph/shape.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { differentiate } from '../compile/gradients.js';
import { createPortableInference } from '../engines/portable/inference.js';
import { createTensorFlowInference } from '../engines/tensorflow/inference.js';
import { loadTensorFlow, type TensorFlow } from '../native/load.js';
import { feedParameters } from '../testing/feed-parameters.js';

let tf: TensorFlow;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

/** Neither it nor 1/(1 - rate) is a float32. */
const rate = 0.1;

/** Ones with values dropped, by the portable engine and by TensorFlow. */
async function dropped(
  together: RandomDropoutAttrs['together'],
  stream: number,
  key: readonly [number, number],
  batch = 50,
) {
  const b = new GraphBuilder();
  const x = b.input('x', float32('batch', 7, 9));
  const y = b.apply(randomDropout, [x, b.input('key', int32(2))], { rate, stream, together });
  const graph = b.finish([y]);
  const feeds = {
    x: { data: new Float32Array(batch * 63).fill(1), shape: [batch, 7, 9] },
    key: { data: Int32Array.from(key), shape: [2] },
  };
  const compiled = await createTensorFlowInference(tf, graph, new Map());
  const [ours] = await createPortableInference(tf, graph, new Map()).run(feeds);
  const [theirs] = await compiled.run(feeds);
  await compiled.dispose();
  return { ours: ours!, theirs: theirs! };
}

describe.each([
  ['values', 'nothing', 700, () => true],
  ['whole examples', 'example', 400, (token: number, channel: number) => token === 0 && channel === 0],
  ['channels', 'tokens', 50, (token: number) => token === 0],
] as const)('dropout of %s', (_what, together, batch, isOwn) => {
  it('is the same on every engine, to the bit', async () => {
    const { ours, theirs } = await dropped(together, 3, [12345, 2 ** 30 - 1], batch);
    expect(theirs).toEqual(ours);
    expect(new Set(theirs)).toEqual(new Set([0, Math.fround(1 / (1 - rate))]));
    const own = theirs.filter((_, i) => isOwn(Math.floor(i / 9) % 7, i % 9));
    const count = own.length;
    const share = own.filter((value) => value === 0).length / count;
    // Three deviations of a count of independent draws.
    expect(Math.abs(share - rate)).toBeLessThan(3 * Math.sqrt((rate * (1 - rate)) / count));
  });

  it('drops the same values on the way back', async () => {
    const b = new GraphBuilder();
    const x = b.block('block', () =>
      b.layer('layer', 'test', () => b.parameter('x', [batch, 7, 9], 'kernel', 'zeros')),
    );
    const y = b.apply(randomDropout, [x, b.input('key', int32(2))], { rate, stream: 3, together });
    const loss = b.apply(reduceSum, [y], { axes: [0, 1, 2], keepDims: false });
    const { graph, gradients } = differentiate(b.finish([loss]), loss, [x]);
    const fed = feedParameters(
      { ...graph, outputs: [gradients.get(x)!] },
      new Map([[x, new Float32Array(batch * 63).fill(1)]]),
    );
    const compiled = await createTensorFlowInference(tf, fed.graph, new Map());
    const key = { data: Int32Array.of(12345, 2 ** 30 - 1), shape: [2] };
    const [gradient] = await compiled.run({ ...fed.feeds, key });
    expect(gradient).toEqual((await dropped(together, 3, [12345, 2 ** 30 - 1], batch)).theirs);
  });
});

it('depends on both numbers of the key and on the stream', async () => {
  const cases = [
    [0, [1, 2]],
    [1, [1, 2]],
    [0, [2, 2]],
    [0, [1, 9]],
  ] as const;
  const drawn = await Promise.all(cases.map(([stream, key]) => dropped('nothing', stream, key)));
  expect(new Set(drawn.map(({ theirs }) => theirs.join())).size).toBe(4);
});
