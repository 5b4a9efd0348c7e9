import { inputOf } from '@tlp/language/graph/shape.js';
import type { OpDefinition } from '@tlp/language/graph/types.js';
import { softmaxGradient } from './activation-gradient.js';
import { unbroadcast } from './broadcast.js';
import type { OpKernel } from './kernel.js';
import { own } from './own.js';

/**
 * `softmax(x + mask)` over the last axis, where the mask broadcasts to the shape of `x` and has its last axis. In one op the sum, which is as large as all weights of
 * attention, is never written.
 */
export const maskedSoftmax: OpDefinition = {
  name: 'maskedSoftmax',
  infer: (inputs) => [inputOf(inputs, 0, 'maskedSoftmax')],
};

export const maskedSoftmaxKernel: OpKernel = {
  gradient({ b, node, dy, wants, name }) {
    const dx = b.apply(softmaxGradient, [dy, node.name], {}, name('x'));
    const mask = node.inputs[1]!;
    return [dx, wants(1) ? unbroadcast(b, dx, b.type(mask).shape, name('mask')) : null];
  },
  ...own('TlpMaskedSoftmax'),
  portable: (tf, [x, mask]) => [tf.softmax(tf.add(x!, mask!))],
};
