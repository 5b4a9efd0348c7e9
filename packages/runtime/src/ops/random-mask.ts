import { isOne, type RandomMaskAttrs } from '@tlp/language/graph/ops/dropout.js';
import { type } from '../engines/tensorflow/proto-values.js';
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

const maskAttrs = (node: Parameters<typeof attr>[0]): RandomMaskAttrs => ({
  rate: attr(node, 'rate'),
  stream: attr(node, 'stream'),
  together: attr(node, 'together'),
});

export const randomMaskKernel: OpKernel = {
  gradient: () => [null, null],
  tensorflow(e, node, [x, key], [from]) {
    const { rate, stream, together } = maskAttrs(node);
    const name = (part: string) => `${node.name}/${part}`;
    const shape = e.shape(name('shape'), x!, from!.dtype);
    const axes = from!.shape.map((_, axis) =>
      isOne(axis, together) ? e.ints(1) : e.pick(name('size'), shape, axis),
    );
    const sizes = together === 'nothing' ? shape : e.concat(name('sizes'), axes, 'int32');
    const seed = e.node('AddV2', name('seed'), [key!, e.ints(0, stream)], { T: type('int32') });
    const drawn = e.node('StatelessRandomUniform', name('drawn'), [sizes, seed], {
      dtype: type('float32'),
      T: type('int32'),
      Tseed: type('int32'),
    });
    const kept = e.float('GreaterEqual', name('kept'), [drawn, e.scalar(rate)]);
    const shares = e.node('Cast', name('shares'), [kept], { SrcT: type('bool'), DstT: type('float32') });
    return [e.float('Mul', node.name, [shares, e.scalar(1 / (1 - rate))])];
  },
  portable(tf, [x, key], node) {
    const { rate, stream, together } = maskAttrs(node);
    const shape = x!.shape.map((size, axis) => (isOne(axis, together) ? 1 : size));
    const [first = 0, second = 0] = key!.dataSync<'int32'>();
    const count = shape.reduce((n, d) => n * d, 1);
    const limit = Math.fround(rate);
    const mask = statelessUniform(count, [first, second + stream]);
    return [
      tf.tensor(
        mask.map((drawn) => (drawn >= limit ? 1 / (1 - rate) : 0)),
        shape,
      ),
    ];
  },
};
