/** Rows of tensors of the file that are looked up by numbers that are known: the biases of relative positions in attention. */
import { gather } from '../../../graph/ops/indexing.js';
import { type Importer, numbersOf } from '../../importer.js';
import { type ForeignNode, ImportProblem } from '../../model.js';
import { axisOf, type OpTable, required, type TranslateOp } from '../../op.js';
import { fixedCount, plain } from '../../quantity.js';
import { type DataValue, type WeightValue, weightShape } from '../../value.js';

/**
 * Places of one axis, in a table of that shape. The rows are parameters that are trained; that a row stands at several places
 * stays so.
 */
export function rowsOfTable(
  m: Importer,
  node: ForeignNode,
  value: WeightValue,
  axis: number,
  indices: readonly number[],
  shape: readonly number[],
): DataValue {
  const sizes = weightShape(value);
  const order = [axis, ...sizes.flatMap((_, i) => (i === axis ? [] : [i]))];
  const table = m.parameter(node, value, { kind: 'embedding', name: 'table', role: 'token', order });
  const places = indices.map((index) => axisOf(index, sizes[axis]!));
  const rows = m.b.within({ block: 'network' }, () =>
    m.b.constant(`${node.name || 'rows'}/rows`, places, { dtype: 'int32', shape: [places.length] }),
  );
  const found = m.applyInLayer(gather, table, [table, rows], {}, 'rows');
  const rest = sizes.flatMap((size, i) => (i === axis ? [] : [plain(size)]));
  const own = m.data(found, [plain(places.length), ...rest], [0, ...rest.map((_, i) => i + 1)]);
  const wide = m.reshape(own, [...shape.map(plain), ...rest], node);
  // The places stand where the axis was.
  const count = shape.length;
  const perm = [
    ...Array.from({ length: axis }, (_, i) => count + i),
    ...Array.from({ length: count }, (_, i) => i),
    ...Array.from({ length: rest.length - axis }, (_, i) => count + axis + i),
  ];
  return { ...wide, sizes: perm.map((i) => wide.sizes[i]!), order: wide.order.map((i) => perm.indexOf(i)) };
}

/** Rows told by one number each. */
const gatherNd: TranslateOp = (m, node, inputs) => {
  const value = required(inputs, 0);
  const which = numbersOf(required(inputs, 1), 'index');
  if (value.kind !== 'weight' || which.shape.at(-1) !== 1)
    throw new ImportProblem('it looks up single numbers');
  return [rowsOfTable(m, node, value, 0, which.values.map(fixedCount), which.shape.slice(0, -1))];
};

export const lookupOps: OpTable = { GatherND: gatherNd };
