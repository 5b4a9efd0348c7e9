/** Operands of an op that broadcasts, as NumPy does: aligned at their last axes in the file, in one order in the graph. */
import { mul } from '../graph/ops/elementwise.js';
import type { ParameterRole, Ref } from '../graph/types.js';
import type { Importer } from './importer.js';
import { inFileOrder, type Order } from './layout.js';
import { type ForeignNode, ImportProblem } from './model.js';
import { fixedCount, isOne, plain, type Quantity, sameQuantity, shownSizes } from './quantity.js';
import { type DataValue, type Value, weightShape } from './value.js';

export const sizesOf = (value: Value): readonly Quantity[] =>
  value.kind === 'data'
    ? value.sizes
    : (value.kind === 'weight' ? weightShape(value) : value.shape).map(plain);

/** @throws ImportProblem for shapes that do not fit together */
export function broadcastSizes(a: readonly Quantity[], b: readonly Quantity[]): readonly Quantity[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const [x, y] = [a[a.length - rank + i] ?? plain(1), b[b.length - rank + i] ?? plain(1)];
    if (sameQuantity(x, y) || isOne(y)) return x;
    if (isOne(x)) return y;
    throw new ImportProblem(`the shapes ${shownSizes(a)} and ${shownSizes(b)} do not fit together`);
  });
}

/** The order in which the result of a broadcast has its axes: that of the data of the highest rank. */
export function orderOf(values: readonly Value[], rank: number): Order {
  const data = values.filter((value): value is DataValue => value.kind === 'data');
  const widest = data.filter(({ sizes }) => sizes.length === rank).sort((a, b) => widthOf(b) - widthOf(a))[0];
  if (widest) return widest.order;
  const [first] = data;
  if (!first) return inFileOrder(rank);
  const missing = rank - first.sizes.length;
  return [...inFileOrder(missing), ...first.order.map((axis) => axis + missing)];
}

const widthOf = ({ sizes }: DataValue): number => sizes.filter((size) => !isOne(size)).length;

/** The value as an operand of a result with that order of axes. */
export function operand(
  m: Importer,
  node: ForeignNode,
  value: Value,
  order: Order,
  role: ParameterRole,
): Ref {
  const rank = order.length;
  if (value.kind === 'data') {
    const missing = rank - value.sizes.length;
    if (missing === 0) return m.inOrder(value, order, node);
    const sizes = [...inFileOrder(missing).map(() => plain(1)), ...value.sizes];
    return m.inOrder(m.reshape(value, sizes, node), order, node);
  }
  if (value.kind === 'numbers')
    return constantOperand(m, node, value.values.map(fixedCount), value.shape, order);
  const missing = rank - value.axes.length;
  if (missing < 0) throw new ImportProblem('a constant has more axes than what it meets');
  const axes = [...inFileOrder(missing).map(() => null), ...value.axes];
  const shape = withoutLeadingOnes(order.map((axis) => weightShape({ ...value, axes })[axis]!));
  return m.parameter(node, { ...value, axes }, { ...wordsOf(role, shape), order, shape });
}

/** A vector scales or shifts channels; anything of more axes is told apart by position, as embeddings of positions are. */
const wordsOf = (role: ParameterRole, shape: readonly number[]) =>
  shape.length > 1
    ? ({ kind: 'token', name: 'tokens', role: 'token' } as const)
    : ({ kind: role, name: role === 'scale' ? 'gamma' : role === 'offset' ? 'beta' : role, role } as const);

function constantOperand(
  m: Importer,
  node: ForeignNode,
  values: readonly number[],
  shape: readonly number[],
  order: Order,
): Ref {
  if (values.length === 1) return m.constant(node, values, []);
  const rank = order.length;
  const full = [...inFileOrder(rank - shape.length).map(() => 1), ...shape];
  const sizes = order.map((axis) => full[axis]!);
  const strides = full.map((_, axis) => full.slice(axis + 1).reduce((n, d) => n * d, 1));
  const turned = values.map((_, i) => {
    let [rest, at] = [i, 0];
    for (let axis = rank - 1; axis >= 0; axis--) {
      at += (rest % sizes[axis]!) * strides[order[axis]!]!;
      rest = Math.floor(rest / sizes[axis]!);
    }
    return values[at]!;
  });
  return m.constant(node, turned, withoutLeadingOnes(sizes));
}

const withoutLeadingOnes = (shape: readonly number[]): readonly number[] => {
  const first = shape.findIndex((size) => size !== 1);
  return first < 0 ? shape.slice(-1) : shape.slice(first);
};

/** The value repeated to the sizes, where it has fewer. */
export function spread(
  m: Importer,
  node: ForeignNode,
  value: DataValue,
  sizes: readonly Quantity[],
): DataValue {
  const wanted = broadcastSizes(value.sizes, sizes);
  if (wanted.length === value.sizes.length && wanted.every((size, i) => sameQuantity(size, value.sizes[i]!)))
    return value;
  const order = orderOf([value], wanted.length);
  const shape = order.map((axis) => {
    const size = sizes[axis - (wanted.length - sizes.length)];
    return size && !size.batch ? size.count : 1;
  });
  const grown = wanted.some(
    ({ batch }, i) => batch && value.sizes[i - (wanted.length - value.sizes.length)]?.batch !== true,
  );
  if (grown) throw new ImportProblem('it repeats a value for each example');
  const ones = m.constant(node, new Array<number>(shape.reduce((n, d) => n * d, 1)).fill(1), shape);
  return m.data(m.apply(mul, [operand(m, node, value, order, 'scale'), ones], {}, node), wanted, order);
}
