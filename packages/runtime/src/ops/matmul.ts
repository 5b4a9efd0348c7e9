import type * as tfjs from '@tensorflow/tfjs';
import { matMul } from '@tlp/language/graph/ops/tensor.js';
import { bool } from '../engines/tensorflow/proto-values.js';
import type { OpKernel } from './kernel.js';
import { attr } from './node.js';

export const matMulKernel: OpKernel = {
  /** Of `y = op(a)·op(b)`: the products that give each factor's gradient, transposed as the factor was. */
  gradient({ b, node, dy, wants, name }) {
    const [left, right] = [node.inputs[0]!, node.inputs[1]!];
    const ta = attr<boolean>(node, 'transposeA');
    const tb = attr<boolean>(node, 'transposeB');
    const product = (x: string, y: string, transposeA: boolean, transposeB: boolean, part: string) =>
      b.apply(matMul, [x, y], { transposeA, transposeB }, name(part));
    return [
      wants(0) ? (ta ? product(right, dy, tb, true, 'a') : product(dy, right, false, !tb, 'a')) : null,
      wants(1) ? (tb ? product(dy, left, true, ta, 'b') : product(left, dy, !ta, false, 'b')) : null,
    ];
  },
  tensorflow: (e, node, inputs) => [
    e.float('MatMul', node.name, inputs, {
      transpose_a: bool(attr(node, 'transposeA')),
      transpose_b: bool(attr(node, 'transposeB')),
    }),
  ],
  onnx(e, node, [a, b]) {
    const attrs = { transA: Number(attr(node, 'transposeA')), transB: Number(attr(node, 'transposeB')) };
    return [e.node('Gemm', node.name, [a!, b!], attrs)];
  },
  portable: (tf, [a, b], node) => [
    tf.matMul(a as tfjs.Tensor2D, b as tfjs.Tensor2D, attr(node, 'transposeA'), attr(node, 'transposeB')),
  ],
};
