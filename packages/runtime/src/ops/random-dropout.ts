import { type RandomDropoutAttrs, randomDropout } from '@tlp/language/graph/ops/dropout.js';
import { float, int } from '../engines/tensorflow/proto-values.js';
import { philox } from '../random.js';
import type { OpKernel } from './kernel.js';
import { attr } from './node.js';

/**
 * The first `count` numbers of TensorFlow's StatelessRandomUniform, float32 in [0, 1): 23 bits each of Philox4x32-10, whose
 * key and counter are made of the seed by one block of it. Both numbers of the seed are not negative.
 * Source: tensorflow/core/kernels/stateless_random_ops.cc (GenerateKey), core/lib/random/random_distributions.h.
 */
export function statelessUniform(count: number, [first, second]: readonly [number, number]): Float32Array {
  const block = new Uint32Array(4);
  philox(Uint32Array.of(first, 0, second, 0), 0x3ec8f720, 0x02461e29, block);
  const [key0 = 0, key1 = 0, high0 = 0, high1 = 0] = block;
  const counter = Uint32Array.of(0, 0, high0, high1);
  const values = new Float32Array(count);
  for (let i = 0; i < count; i += 4) {
    philox(counter, key0, key1, block);
    counter[0]! += 1;
    for (let j = 0; j < 4 && i + j < count; j++) values[i + j] = (block[j]! & 0x7fffff) / 2 ** 23;
  }
  return values;
}

const attrsOf = (node: Parameters<typeof attr>[0]): RandomDropoutAttrs => ({
  rate: attr(node, 'rate'),
  stream: attr(node, 'stream'),
  together: attr(node, 'together'),
});

/** Axes whose values fall together, `[first, last)`; our op stops at the rank. */
const axesTogether = {
  nothing: { first: 0, last: 0 },
  tokens: { first: 1, last: 2 },
  example: { first: 1, last: 8 },
} as const;

export const randomDropoutKernel: OpKernel = {
  /** The same values fall on the way back. */
  gradient: ({ b, node, dy, name }) => [
    b.apply(randomDropout, [dy, node.inputs[1]!], attrsOf(node), name('x')),
    null,
  ],
  tensorflow(e, node, inputs) {
    const { rate, stream, together } = attrsOf(node);
    const { first, last } = axesTogether[together];
    const drawn = { rate: float(rate), scale: float(1 / (1 - rate)), stream: int(stream) };
    const attrs = { ...drawn, first: int(first), last: int(last) };
    return [e.node('TlpDropout', node.name, inputs, attrs)];
  },
  portable(tf, [x, key], node) {
    const { rate, stream, together } = attrsOf(node);
    const { first, last } = axesTogether[together];
    const shape = x!.shape.map((size, axis) => (axis >= first && axis < last ? 1 : size));
    const [seed = 0, other = 0] = key!.dataSync<'int32'>();
    const count = shape.reduce((n, d) => n * d, 1);
    const limit = Math.fround(rate);
    const mask = statelessUniform(count, [seed, other + stream]);
    return [
      tf.mul(
        x!,
        tf.tensor(
          mask.map((drawn) => (drawn >= limit ? 1 / (1 - rate) : 0)),
          shape,
        ),
      ),
    ];
  },
};
