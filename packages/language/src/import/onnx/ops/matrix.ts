/** Products of matrices, and the softmax between those of attention. */
import {
  biasAdd,
  logSoftmax as logSoftmaxOp,
  type NoAttrs,
  softmax as softmaxOp,
} from '../../../graph/ops/elementwise.js';
import { matMul } from '../../../graph/ops/tensor.js';
import type { OpDefinition } from '../../../graph/types.js';
import type { Importer } from '../../importer.js';
import { type ForeignNode, ImportProblem } from '../../model.js';
import { axisOf, dataAt, floatAttr, intAttr, type OpTable, required, type TranslateOp } from '../../op.js';
import { plain, sameQuantity, shownSizes } from '../../quantity.js';
import { type DataValue, type WeightValue, weightShape } from '../../value.js';

/** The value with that axis of the file as its last; the others keep their order. */
export function lastAxis(m: Importer, node: ForeignNode, value: DataValue, axis: number): DataValue {
  const order = [...value.order.filter((one) => one !== axis), axis];
  return { ...value, ref: m.inOrder(value, order, node), order };
}

/** `x[…,K] · w[K,N]`, where `axis` of x is K: a dense layer. */
function dense(
  m: Importer,
  node: ForeignNode,
  value: DataValue,
  weight: WeightValue,
  axis: number,
): DataValue {
  const [inner = 0, units = 0] = weightShape(weight);
  if (!sameQuantity(value.sizes[axis]!, plain(inner)))
    throw new ImportProblem(
      `its matrix takes ${inner} numbers, the value before it is ${shownSizes(value.sizes)}`,
    );
  const x = lastAxis(m, node, value, axis);
  const kernel = m.parameter(node, weight, { kind: 'dense', name: 'kernel', role: 'kernel' });
  const y = m.applyInLayer(
    matMul,
    kernel,
    [x.ref, kernel],
    { transposeA: false, transposeB: false },
    'matmul',
  );
  return m.data(
    y,
    value.sizes.map((size, i) => (i === axis ? plain(units) : size)),
    x.order,
  );
}

const swapped = (weight: WeightValue): WeightValue => ({ ...weight, axes: [...weight.axes].reverse() });

export function ofData(m: Importer, node: ForeignNode, a: DataValue, b: DataValue): DataValue {
  const rank = a.sizes.length;
  const outer = a.order.filter((axis) => axis < rank - 2);
  if (b.sizes.length !== rank || outer.some((axis) => !sameQuantity(a.sizes[axis]!, b.sizes[axis]!)))
    throw new ImportProblem(`it multiplies ${shownSizes(a.sizes)} by ${shownSizes(b.sizes)}`);
  // Either of the last two axes may come first: the product takes its factors transposed.
  const placed = ({ order }: DataValue) => [...outer, ...order.filter((axis) => axis >= rank - 2)];
  const [left, right] = [placed(a), placed(b)];
  const refs = [m.inOrder(a, left, node), m.inOrder(b, right, node)];
  const attrs = { transposeA: left.at(-1) !== rank - 1, transposeB: right.at(-1) !== rank - 1 };
  const sizes = [...a.sizes.slice(0, -1), b.sizes.at(-1)!];
  return m.data(m.apply(matMul, refs, attrs, node), sizes, [...outer, rank - 2, rank - 1]);
}

const matMulOp: TranslateOp = (m, node, inputs) => {
  const [a, b] = [required(inputs, 0), required(inputs, 1)];
  if (a.kind === 'data' && b.kind === 'data') return [ofData(m, node, a, b)];
  if (a.kind === 'data' && b.kind === 'weight' && b.axes.length === 2)
    return [dense(m, node, a, b, a.sizes.length - 1)];
  // `w · x` is `(xᵀ · wᵀ)ᵀ`, and a transpose costs nothing here.
  if (a.kind === 'weight' && b.kind === 'data' && a.axes.length === 2)
    return [dense(m, node, b, swapped(a), b.sizes.length - 2)];
  throw new ImportProblem('it multiplies tensors of the file');
};

const gemm: TranslateOp = (m, node, inputs) => {
  const a = dataAt(inputs, 0);
  const b = required(inputs, 1);
  if (
    floatAttr(node, 'alpha', 1) !== 1 ||
    (inputs[2] && floatAttr(node, 'beta', 1) !== 1) ||
    intAttr(node, 'transA', 0) !== 0
  )
    throw new ImportProblem('it scales or transposes its factors');
  if (b.kind !== 'weight') {
    if (b.kind !== 'data' || inputs[2])
      throw new ImportProblem('its matrix is computed while the model runs');
    return [ofData(m, node, a, intAttr(node, 'transB', 0) === 1 ? turnedData(b) : b)];
  }
  const matrix = intAttr(node, 'transB', 0) === 1 ? swapped(b) : b;
  const y = dense(m, node, a, matrix, a.sizes.length - 1);
  const bias = inputs[2];
  if (!bias) return [y];
  if (bias.kind !== 'weight') throw new ImportProblem('its bias is computed while the model runs');
  const parameter = m.parameter(node, bias, { kind: 'dense', name: 'bias', role: 'bias', of: b.tensor });
  return [m.data(m.applyInLayer(biasAdd, parameter, [y.ref, parameter], {}, 'bias_add'), y.sizes, y.order)];
};

const turnedData = (value: DataValue): DataValue => ({
  ...value,
  sizes: [...value.sizes].reverse(),
  order: value.order.map((axis) => value.sizes.length - 1 - axis),
});

const alongAxis =
  (op: OpDefinition<NoAttrs>): TranslateOp =>
  (m, node, inputs) => {
    const value = dataAt(inputs, 0);
    const axis = axisOf(intAttr(node, 'axis', -1), value.sizes.length);
    const turned = lastAxis(m, node, value, axis);
    return [m.data(m.apply(op, [turned.ref], {}, node), value.sizes, turned.order)];
  };

export const matrixOps: OpTable = {
  MatMul: matMulOp,
  Gemm: gemm,
  Softmax: alongAxis(softmaxOp),
  LogSoftmax: alongAxis(logSoftmaxOp),
};
