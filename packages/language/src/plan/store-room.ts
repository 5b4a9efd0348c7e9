/** Which cuts of one pass over the examples are stored, where the store has no room for all, and which are computed anew from a shallower one. */
import { restFrom } from '../graph/rest.js';
import type { Graph } from '../graph/types.js';
import { multiplyAdds } from './cost.js';

export interface PassCut {
  /** From the network's inputs to the features. */
  readonly frozen: Graph;
  /** What the store would hold of it. */
  readonly bytes: number;
  /** How often an example's features are read in the phase: by all epochs together. */
  readonly readings: number;
}

/**
 * Bytes against multiply-adds: as long as all cuts together take more than there is room, that one is left out whose bytes cost the fewest
 * multiply-adds when it is computed from a stored one in every epoch.
 * @param tokens of a text on the average, where the graphs have them
 * @returns of each cut the place of that from which it is computed; null where it is stored
 */
export function chooseStored(
  cuts: readonly PassCut[],
  room: number,
  tokens?: number,
): readonly (number | null)[] {
  // Cuts of the same values share what is stored.
  const values = cuts.map(({ frozen }) => frozen.outputs.join(' '));
  const distinct = [...new Set(values)];
  const merged = distinct.map((value): PassCut => {
    const alike = cuts.filter((_, i) => values[i] === value);
    const bytes = Math.max(...alike.map((cut) => cut.bytes));
    const readings = alike.reduce((sum, cut) => sum + cut.readings, 0);
    return { frozen: alike[0]!.frozen, bytes, readings };
  });
  const from = chooseDistinct(merged, room, tokens);
  return values.map((value) => {
    const base = from[distinct.indexOf(value)] ?? null;
    return base === null ? null : values.indexOf(distinct[base]!);
  });
}

function chooseDistinct(
  cuts: readonly PassCut[],
  room: number,
  tokens: number | undefined,
): readonly (number | null)[] {
  const held = (plan: Plan) =>
    cuts.reduce((sum, { bytes }, i) => sum + (plan.from[i] === null ? bytes : 0), 0);
  let plan: Plan = { from: cuts.map(() => null), cost: 0 };
  if (held(plan) <= room) return plan.from;
  const costs = cuts.map((cut) => cuts.map((base) => costOf(cut, base, tokens)));
  while (held(plan) > room) {
    const before = plan;
    const ways = cuts.flatMap(({ bytes }, i) => {
      const next = before.from[i] === null ? without(before, i, costs) : null;
      return next ? [{ next, price: (next.cost - before.cost) / bytes }] : [];
    });
    const [best] = ways.sort((a, b) => a.price - b.price);
    if (!best) break;
    plan = best.next;
  }
  return plan.from;
}

interface Plan {
  readonly from: readonly (number | null)[];
  /** Multiply-adds of all epochs. */
  readonly cost: number;
}

/** The same where one cut less is stored; null where nothing that is left can give it, or another that came from it. */
function without({ from }: Plan, cut: number, costs: readonly (readonly number[])[]): Plan | null {
  const stored = from.flatMap((base, i) => (base === null && i !== cut ? [i] : []));
  let cost = 0;
  const next = from.map((_, i) => {
    if (stored.includes(i)) return null;
    const base = stored.reduce(
      (best, at) => (costs[i]![at]! < (costs[i]![best] ?? Number.POSITIVE_INFINITY) ? at : best),
      -1,
    );
    cost += costs[i]![base] ?? Number.POSITIVE_INFINITY;
    return base;
  });
  return Number.isFinite(cost) ? { from: next, cost } : null;
}

/** Multiply-adds of all epochs from one cut to a deeper one; infinite where it does not lead there. */
function costOf({ frozen, readings }: PassCut, base: PassCut, tokens: number | undefined): number {
  const rest = restFrom(frozen, base.frozen.outputs);
  return rest ? multiplyAdds(rest.graph, tokens) * readings : Number.POSITIVE_INFINITY;
}
