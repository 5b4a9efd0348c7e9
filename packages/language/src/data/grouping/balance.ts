/** Moves groups between splits, one at a time, toward the fractions that are wanted of each class. */
import type { SplitName } from '../split-bounds.js';

export interface Group {
  readonly name: string;
  readonly examples: number;
  /** Numbers of its examples by class, none of them 0. An example with several labels counts for each. */
  readonly counts: ReadonlyMap<string, number>;
}

/** A split, or null for the examples that are in none. */
export interface Bin {
  readonly split: SplitName | null;
  readonly fraction: number;
}

interface Move {
  readonly group: number;
  readonly to: number;
  /** By how much the sum of the squared errors gets smaller; negative where it grows. */
  readonly gain: number;
}

/** Part of the examples of a class that a group has. */
interface Part {
  readonly class: number;
  readonly share: number;
}

export class Balance {
  /** Index of the bin of each group. */
  readonly binOf: number[];
  readonly #bins: readonly Bin[];
  readonly #parts: readonly (readonly Part[])[];
  /** Groups of each class. */
  readonly #members: readonly (readonly number[])[];
  /** How much of each class a bin has above its fraction: `[bin][class]`. */
  readonly #above: readonly Float64Array[];
  readonly #sizes: number[];
  /** Of the groups with a move that gains enough, the best one. */
  readonly #moves = new Map<number, Move>();
  readonly #leastGain: number;

  /** @param leastGain the least that a move must gain */
  constructor(groups: readonly Group[], bins: readonly Bin[], binOf: readonly number[], leastGain: number) {
    const classes = [...new Set(groups.flatMap(({ counts }) => [...counts.keys()]))];
    const indexOf = new Map(classes.map((name, index) => [name, index]));
    const totals = classes.map(() => 0);
    const members: number[][] = classes.map(() => []);
    for (const [group, { counts }] of groups.entries()) {
      for (const [name, count] of counts) {
        totals[indexOf.get(name)!]! += count;
        members[indexOf.get(name)!]!.push(group);
      }
    }
    this.binOf = [...binOf];
    this.#bins = bins;
    this.#members = members;
    this.#parts = groups.map(({ counts }) =>
      [...counts].map(([name, count]) => {
        const index = indexOf.get(name)!;
        return { class: index, share: count / totals[index]! };
      }),
    );
    this.#above = bins.map(({ fraction }) => new Float64Array(classes.length).fill(-fraction));
    this.#sizes = bins.map(() => 0);
    for (const [group, bin] of binOf.entries()) this.#add(group, bin, 1);
    this.#leastGain = leastGain;
    for (const group of groups.keys()) this.#look(group);
  }

  /** Gives each of the first bins a group where it has none, at the least cost; the first of all come first. */
  fill(wanted: number): void {
    for (let to = 0; to < wanted; to++) {
      if (this.#sizes[to]! > 0) continue;
      let best: Move | undefined;
      for (const [group, from] of this.binOf.entries()) {
        // Training gives its last group to no other.
        if (this.#sizes[from] === 1 && from < wanted) continue;
        const gain = this.#gain(group, to);
        if (!best || gain > best.gain) best = { group, to, gain };
      }
      if (best) this.#make(best);
    }
  }

  /** Makes the best move as long as there is one; of equals that of the first group. */
  improve(): void {
    for (;;) {
      let best: Move | undefined;
      for (const move of this.#moves.values()) {
        const better = !best || move.gain > best.gain || (move.gain === best.gain && move.group < best.group);
        if (better && this.#mayLeave(move)) best = move;
      }
      if (!best) return;
      this.#make(best);
    }
  }

  /** The last group of a split stays. */
  readonly #mayLeave = ({ group }: Move): boolean => {
    const from = this.binOf[group]!;
    return this.#bins[from]!.split === null || this.#sizes[from]! > 1;
  };

  #make({ group, to }: Move): void {
    this.#add(group, this.binOf[group]!, -1);
    this.#add(group, to, 1);
    this.binOf[group] = to;
    const changed = new Set(this.#parts[group]!.flatMap((part) => this.#members[part.class]!));
    for (const other of changed) this.#look(other);
  }

  #add(group: number, bin: number, sign: 1 | -1): void {
    for (const part of this.#parts[group]!) this.#above[bin]![part.class]! += sign * part.share;
    this.#sizes[bin]! += sign;
  }

  /** Notes the best move of a group. */
  #look(group: number): void {
    let best: Move | undefined;
    for (const to of this.#bins.keys()) {
      if (to === this.binOf[group]) continue;
      const gain = this.#gain(group, to);
      if (gain > (best?.gain ?? this.#leastGain)) best = { group, to, gain };
    }
    if (best) this.#moves.set(group, best);
    else this.#moves.delete(group);
  }

  #gain(group: number, to: number): number {
    const [here, there] = [this.#above[this.binOf[group]!]!, this.#above[to]!];
    let gain = 0;
    // a² − (a − s)² + b² − (b + s)²
    for (const part of this.#parts[group]!) {
      gain += 2 * part.share * (here[part.class]! - there[part.class]! - part.share);
    }
    return gain;
  }
}
