/**
 * The order of axes. A value of the file keeps its own axes; the value of the graph that stands for it may have them in
 * another order: `order[i]` is the file's axis that the graph's i-th axis is. So a transpose of the file is no node, and
 * feature maps are NHWC in the graph whatever they are in the file.
 */
import { isOne, product, type Quantity, sameQuantity } from './quantity.js';

export type Order = readonly number[];

export const inFileOrder = (rank: number): Order => Array.from({ length: rank }, (_, axis) => axis);

/** The order after the file has transposed the value. */
export const transposed = (order: Order, perm: readonly number[]): Order =>
  order.map((axis) => perm.indexOf(axis));

/** Axes of the file that a reshape merges or splits, and what becomes of them. Axes of size 1 are in no group. */
export interface Group {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** What a reshape does to which axes; undefined where the sizes do not fit. */
export function groupsOf(from: readonly Quantity[], to: readonly Quantity[]): readonly Group[] | undefined {
  const [left, right] = [from, to].map((sizes) => sizes.flatMap((size, axis) => (isOne(size) ? [] : [axis])));
  const groups: Group[] = [];
  let [i, j] = [0, 0];
  while (i < left!.length || j < right!.length) {
    const group: { from: number[]; to: number[] } = { from: [], to: [] };
    const sizeOf = (axes: readonly number[], sizes: readonly Quantity[]) =>
      product(axes.map((axis) => sizes[axis]!));
    do {
      const [held, wanted] = [sizeOf(group.from, from), sizeOf(group.to, to)];
      const first = group.from.length === 0 || (group.to.length > 0 && weight(held) < weight(wanted));
      const axis = first ? left![i++] : right![j++];
      if (axis === undefined) return undefined;
      (first ? group.from : group.to).push(axis);
    } while (group.to.length === 0 || !sameQuantity(sizeOf(group.from, from), sizeOf(group.to, to)));
    groups.push(group);
  }
  return groups;
}

/** Puts sizes in order as if the batch were a large prime number. */
const weight = ({ count, batch }: Quantity): number => (batch ? count * 1_000_003 : count);

/** The order in which every group's axes are neighbors, as near to the present one as that can be. */
export function gathered(order: Order, groups: readonly Group[]): Order {
  const groupOf = new Map(groups.flatMap((group) => group.from.map((axis) => [axis, group] as const)));
  const done = new Set<Group>();
  return order.flatMap((axis) => {
    const group = groupOf.get(axis);
    if (!group) return [axis];
    if (done.has(group)) return [];
    done.add(group);
    return group.from;
  });
}

/** The order of what a reshape makes of a value whose groups are neighbors; new axes of size 1 follow the axis before them. */
export function reshaped(order: Order, groups: readonly Group[], rank: number): Order {
  const split = order.flatMap((axis) => groups.find(({ from }) => from[0] === axis)?.to ?? []);
  const placed = [...split];
  for (const axis of inFileOrder(rank)) {
    if (placed.includes(axis)) continue;
    placed.splice(placed.indexOf(axis - 1) + 1, 0, axis);
  }
  return placed;
}

/** Whether two orders differ only in where axes of size 1 stand: then no value moves. */
export function sameButOnes(a: Order, b: Order, sizes: readonly Quantity[]): boolean {
  const wide = (order: Order) => order.filter((axis) => !isOne(sizes[axis]!));
  return wide(a).join() === wide(b).join();
}
