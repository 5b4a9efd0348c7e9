/** Images a class and a split, as a run would divide them were no two images the same. */
import type { Split } from '../resolve/pipeline.js';
import { classesOf, type DataSeen } from './seen.js';
import { type Shares, sharesOf } from './shares.js';
import { type Fractions, type SplitName, type SplitSizes, splitBounds } from './split-bounds.js';
import type { SplitCounts } from './table/seen.js';

/** What a plan needs to know of the data. */
export interface DataSize {
  readonly classes: number;
  readonly images: SplitSizes;
  /** Training examples of each class; absent where an example has not just one, or where chance divides the classes. */
  readonly perClass?: readonly number[];
  /** Where examples are read in parts or judged by several views: how many the network reads. */
  readonly rows?: SplitSizes;
  /** Tokens of all that the network reads; absent where it reads none, or nobody has counted them. */
  readonly tokens?: SplitSizes | undefined;
}

const nothing: SplitSizes = { train: 0, validation: 0, test: 0 };

/** Images of each class by the split that they lie in; `null` of those that shares divide. */
function countsOf(data: DataSeen): ReadonlyMap<string, SplitCounts> {
  if (data.table) return data.table.counts;
  const counts = new Map(classesOf(data).map((name) => [name, new Map<SplitName | null, number>()]));
  for (const { split, classes } of data.sources) {
    for (const { name, images } of classes) {
      const known = counts.get(name);
      known?.set(split, (known.get(split) ?? 0) + images);
    }
  }
  return counts;
}

const totalOf = (counts: ReadonlyMap<unknown, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0);

/** Images of each class in all that was seen. */
export const countsByClass = (data: DataSeen): ReadonlyMap<string, number> =>
  new Map([...countsOf(data)].map(([name, counts]) => [name, totalOf(counts)]));

/** What each class gives to each split; undefined where chance decides. */
export function splitsByClass(data: DataSeen, split: Split): ReadonlyMap<string, SplitSizes> | undefined {
  if (data.groups) return limited(data.groups.byClass, split);
  if (split.kind === 'fraction' && !(split.stratified && isByClass(data))) return undefined;
  const shares = sharesOf(split, isValidated(data));
  return limited(
    new Map([...countsOf(data)].map(([name, counts]) => [name, divideCounts(counts, shares)])),
    split,
  );
}

/** No more training images of a class than the split takes. */
const limited = (
  byClass: ReadonlyMap<string, SplitSizes>,
  { perClass = Number.POSITIVE_INFINITY }: Split,
): ReadonlyMap<string, SplitSizes> =>
  new Map([...byClass].map(([name, sizes]) => [name, { ...sizes, train: Math.min(sizes.train, perClass) }]));

/** Whether each example has one class, by which it is put into a split. */
const isByClass = ({ table }: DataSeen): boolean => !table || table.answer === 'label';

/** Whether a column that tells the split puts any example into validation. */
export const isValidated = ({ table }: Pick<DataSeen, 'table'>): boolean =>
  (table?.examples.get('validation') ?? 0) > 0;

/** All images that each split gets. */
export function imagesBySplit(data: DataSeen, split: Split): SplitSizes {
  if (data.groups && split.perClass === undefined) return data.groups.images;
  const byClass = isByClass(data) ? splitsByClass(data, split) : undefined;
  if (byClass) return [...byClass.values()].reduce(sumOf, nothing);
  const counts = countsByClass(data);
  const all: SplitCounts = data.table?.examples ?? new Map([[null, totalOf(counts)]]);
  const sizes = divideCounts(all, sharesOf(split, isValidated(data)));
  if (split.perClass === undefined) return sizes;
  return { ...sizes, train: Math.min(sizes.train, split.perClass * counts.size) };
}

/** Divides what lies in no split, or in that of training, and leaves the rest where it is. */
function divideCounts(counts: SplitCounts, shares: Shares | undefined): SplitSizes {
  const parts = [...counts].map(([to, images]) => {
    if (shares && (to === null || to === 'train')) return divide(images, shares.fractions);
    return to === null ? nothing : { ...nothing, [to]: images };
  });
  return parts.reduce(sumOf, nothing);
}

/** Undefined where not all is seen, where a split's folder or the table is missing, or where there is no class. */
export function sizeOf(data: DataSeen, split: Split): DataSize | undefined {
  const classes = data.table ? data.table.outputs.length : classesOf(data).length;
  const read = data.table === undefined || data.table.state === 'read';
  const certain = data.whole && read && data.sources.every(({ exists }) => exists);
  if (!certain || classes === 0) return undefined;
  const byClass = isByClass(data) ? splitsByClass(data, split) : undefined;
  const perClass = byClass && { perClass: [...byClass.values()].map(({ train }) => train) };
  return { classes, images: imagesBySplit(data, split), ...perClass };
}

function divide(count: number, fractions: Fractions): SplitSizes {
  const { train, validation, test } = splitBounds(count, fractions);
  return { train, validation: validation - train, test: test - validation };
}

const sumOf = (a: SplitSizes, b: SplitSizes): SplitSizes => ({
  train: a.train + b.train,
  validation: a.validation + b.validation,
  test: a.test + b.test,
});
