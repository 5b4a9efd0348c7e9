/**
 * Orders names as people do: runs of digits by value, so that `2` stands before `10`, the rest by code unit.
 * Written out rather than taken from `Intl.Collator`, whose order may change with the ICU version: label
 * numbers are stored with trained models and must not.
 */
export const compareNatural = (a: string, b: string): number => compareParts(partsOf(a), partsOf(b));

/** Sorted by their names. The same as comparing them two by two, but each name is taken apart once. */
export function sortNaturally<T>(items: readonly T[], nameOf: (item: T) => string): readonly T[] {
  const named = items.map((item) => ({ item, parts: partsOf(nameOf(item)) }));
  return named.sort((a, b) => compareParts(a.parts, b.parts)).map(({ item }) => item);
}

interface Parts {
  readonly name: string;
  /** Runs of digits, and of anything else. */
  readonly parts: readonly Part[];
}

interface Part {
  readonly run: string;
  /** Digits without leading zeros; null where the run is of anything else. */
  readonly digits: string | null;
}

const RUNS = /\d+|\D+/g;

const partsOf = (name: string): Parts => ({ name, parts: (name.match(RUNS) ?? []).map(partOf) });

function partOf(run: string): Part {
  const code = run.charCodeAt(0);
  if (code < 48 || code > 57) return { run, digits: null };
  return { run, digits: code === 48 ? run.replace(/^0+/, '') : run };
}

function compareParts({ name: a, parts: left }: Parts, { name: b, parts: right }: Parts): number {
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = comparePart(left[i]!, right[i]!);
    if (order !== 0) return order;
  }
  return left.length - right.length || compareText(a, b);
}

/** Without leading zeros the longer number is the larger; equal numbers are told apart by the whole names. */
function comparePart(a: Part, b: Part): number {
  if (a.digits === null || b.digits === null) return compareText(a.run, b.run);
  return a.digits.length - b.digits.length || compareText(a.digits, b.digits);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
