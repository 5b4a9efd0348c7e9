import { matMul, reshape } from '@tlp/language/graph/ops/tensor.js';
import { fixed } from '@tlp/language/graph/shape.js';
import type { Ref, TensorType } from '@tlp/language/graph/types.js';
import { bool, type } from '../engines/tensorflow/proto-values.js';
import type { GradientContext, OpKernel } from './kernel.js';
import { attr, outputType } from './node.js';

/** Whether one matrix multiplies everything before the last axis of the other factor: a dense layer on tokens. */
const isShared = ([a, b]: readonly TensorType[]) => a!.shape.length > 2 && b!.shape.length === 2;

/** The gradient by the matrix of a dense layer on tokens: both factors as rows, one product over all of them. */
function bySharedMatrix({ b, node, dy, name }: GradientContext, transposed: boolean): Ref {
  const rows = (ref: Ref, part: string) => {
    const shape = ['rows', fixed(b.type(ref).shape.at(-1), node.name)] as const;
    return b.apply(reshape, [ref], { shape }, name(part));
  };
  const [x, d] = [rows(node.inputs[0]!, 'rows'), rows(dy, 'dy_rows')];
  return b.apply(matMul, transposed ? [d, x] : [x, d], { transposeA: true, transposeB: false }, name('b'));
}

export const matMulKernel: OpKernel = {
  /** Of `y = op(a)·op(b)`: the products that give each factor's gradient, transposed as the factor was. */
  gradient(c) {
    const { b, node, dy, wants, name } = c;
    const [left, right] = [node.inputs[0]!, node.inputs[1]!];
    const ta = attr<boolean>(node, 'transposeA');
    const tb = attr<boolean>(node, 'transposeB');
    const product = (x: string, y: string, transposeA: boolean, transposeB: boolean, part: string) =>
      b.apply(matMul, [x, y], { transposeA, transposeB }, name(part));
    const byLeft = () => (ta ? product(right, dy, tb, true, 'a') : product(dy, right, false, !tb, 'a'));
    const byRight = () => {
      if (isShared(node.inputs.map((ref) => b.type(ref)))) return bySharedMatrix(c, tb);
      return tb ? product(dy, left, true, ta, 'b') : product(left, dy, !ta, false, 'b');
    };
    return [wants(0) ? byLeft() : null, wants(1) ? byRight() : null];
  },
  tensorflow(e, node, [a, b], types) {
    const [ta, tb] = [bool(attr(node, 'transposeA')), bool(attr(node, 'transposeB'))];
    if (isShared(types)) {
      // One product of all rows: TensorFlow's batched op would make one for each example.
      const width = fixed(types[0]!.shape.at(-1), node.name);
      const rows = e.reshape(`${node.name}/rows`, a!, ['rows', width], types[0]);
      const attrs = { transpose_a: bool(false), transpose_b: tb };
      const product = e.float('MatMul', `${node.name}/product`, [rows, b!], attrs);
      const shaped = e.reshape(node.name, product, outputType(node).shape, types[0], a!);
      e.rows.set(shaped, product);
      return [shaped];
    }
    if (types[0]!.shape.length > 2)
      return [e.node('BatchMatMulV2', node.name, [a!, b!], { T: type('float32'), adj_x: ta, adj_y: tb })];
    return [e.float('MatMul', node.name, [a!, b!], { transpose_a: ta, transpose_b: tb })];
  },
  onnx(e, node, [a, b], types) {
    const [ta, tb] = [attr<boolean>(node, 'transposeA'), attr<boolean>(node, 'transposeB')];
    if (types[0]!.shape.length === 2)
      return [e.node('Gemm', node.name, [a!, b!], { transA: Number(ta), transB: Number(tb) })];
    const turned = (x: string, of: TensorType, transposed: boolean, part: string) => {
      const axes = of.shape.map((_, i) => i);
      const perm = [...axes.slice(0, -2), ...axes.slice(-2).reverse()];
      const plain = e.plain(x);
      return transposed ? e.node('Transpose', `${node.name}/${part}`, [plain], { perm }) : plain;
    };
    return [e.node('MatMul', node.name, [turned(a!, types[0]!, ta, 'a'), turned(b!, types[1]!, tb, 'b')])];
  },
  portable(tf, [a, b], node, types) {
    const [ta, tb] = [attr<boolean>(node, 'transposeA'), attr<boolean>(node, 'transposeB')];
    if (!isShared(types)) return [tf.matMul(a!, b!, ta, tb)];
    const product = tf.matMul(tf.reshape(a!, [-1, a!.shape.at(-1)!]), b!, false, tb);
    return [tf.reshape(product, [...a!.shape.slice(0, -1), product.shape[1]!])];
  },
};
