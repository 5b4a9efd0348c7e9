/** What to do about classes of unequal size: weigh the loss, or draw every class equally often. */
import { createRandom } from '../random.js';

/**
 * By label: inversely proportional to the class's number of examples, scaled so that the mean over the
 * *examples* is 1 and the loss keeps its size. A class without examples weighs 0.
 */
export function classWeights(labels: readonly number[], classes: number): Float32Array {
  const counts = new Float64Array(classes);
  for (const label of labels) counts[label]! += 1;
  const present = counts.filter((count) => count > 0).length;
  return Float32Array.from(counts, (count) => (count === 0 ? 0 : labels.length / (present * count)));
}

/**
 * An epoch's order of indices in which every class occurs equally often (within one), as long as the unbalanced epoch.
 * Small classes repeat: each is gone through completely, in a new order, before it starts over. Of examples with several
 * labels each label is drawn equally often, and so are those without any; what comes along with it is not counted
 * (Shen, Lin and Huang 2016, arXiv:1512.05830, class-aware sampling).
 * @param targets the classes of each example
 */
export function balancedOrder(
  targets: readonly (readonly number[])[],
  ...keys: readonly (number | string)[]
): Uint32Array {
  const random = createRandom('balance', ...keys);
  const groups = groupsOf(targets);
  const classes = [...groups.keys()].sort((a, b) => a - b);
  const queues = classes.map(() => [] as number[]);
  const order = new Uint32Array(targets.length);
  // Rounds of one example a class, the classes shuffled in each, so that no stretch favours one.
  let round: number[] = [];
  for (let i = 0; i < order.length; i++) {
    if (round.length === 0) round = random.shuffle([...classes.keys()]);
    const c = round.pop()!;
    if (queues[c]!.length === 0) queues[c] = random.shuffle([...groups.get(classes[c]!)!]);
    order[i] = queues[c]!.pop()!;
  }
  return order;
}

/** The examples of each class; those of none under -1. */
function groupsOf(targets: readonly (readonly number[])[]): ReadonlyMap<number, readonly number[]> {
  const groups = new Map<number, number[]>();
  for (const [index, target] of targets.entries()) {
    for (const label of target.length === 0 ? [-1] : target) {
      const group = groups.get(label);
      if (group) group.push(index);
      else groups.set(label, [index]);
    }
  }
  return groups;
}
