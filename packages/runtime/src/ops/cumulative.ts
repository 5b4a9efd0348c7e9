import { bool, type } from '../engines/tensorflow/proto-values.js';
import type { OpKernel } from './kernel.js';
import { attr } from './node.js';

export const cumulativeSumKernel: OpKernel = {
  gradient: () => [null],
  tensorflow: (e, node, [x]) => [
    e.node('Cumsum', node.name, [x!, e.scalar(attr(node, 'axis'), 'int32')], {
      T: type('int32'),
      Tidx: type('int32'),
      exclusive: bool(false),
      reverse: bool(false),
    }),
  ],
  onnx: (e, node, [x]) => [e.node('CumSum', node.name, [e.plain(x!), e.int64(attr(node, 'axis'))])],
  portable: (tf, [x], node) => [tf.cumsum(x!, attr<number>(node, 'axis'))],
};
