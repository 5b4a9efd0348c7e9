/** Images a class and a split, as a run would divide them were no two images the same. */
import type { Split } from '../resolve/pipeline.js';
import { classesOf, type DataSeen } from './seen.js';
import { sharesOf } from './shares.js';
import { type Fractions, type SplitSizes, splitBounds } from './split-bounds.js';

/** What a plan needs to know of the data. */
export interface DataSize {
  readonly classes: number;
  readonly images: SplitSizes;
}

const nothing: SplitSizes = { train: 0, validation: 0, test: 0 };

/** Images of each class in all that was seen. */
export function countsByClass(data: DataSeen): ReadonlyMap<string, number> {
  const count = (name: string): number =>
    data.sources
      .flatMap(({ classes }) => classes.filter((one) => one.name === name))
      .reduce((sum, { images }) => sum + images, 0);
  return new Map(classesOf(data).map((name) => [name, count(name)]));
}

/** What each class gives to each split; undefined where chance decides (`random` shares). */
export function splitsByClass(data: DataSeen, split: Split): ReadonlyMap<string, SplitSizes> | undefined {
  if (data.groups) return data.groups.byClass;
  if (split.kind === 'fraction') {
    if (!split.stratified) return undefined;
    return new Map([...countsByClass(data)].map(([name, count]) => [name, divide(count, split)]));
  }
  const shares = sharesOf(split);
  const counts = new Map<string, SplitSizes>(classesOf(data).map((name) => [name, nothing]));
  for (const { split: to, classes } of data.sources) {
    for (const { name, images } of classes) {
      const known = counts.get(name);
      if (!known || !to) continue;
      const part = to === 'train' && shares ? divide(images, shares.fractions) : { ...nothing, [to]: images };
      counts.set(name, sumOf(known, part));
    }
  }
  return counts;
}

/** All images that each split gets. */
export function imagesBySplit(data: DataSeen, split: Split): SplitSizes {
  const byClass = splitsByClass(data, split);
  if (byClass) return [...byClass.values()].reduce(sumOf, nothing);
  const all = [...countsByClass(data).values()].reduce((sum, count) => sum + count, 0);
  return split.kind === 'fraction' ? divide(all, split) : nothing;
}

/** Undefined where not all is seen, where a split's folder is missing, or where there is no class. */
export function sizeOf(data: DataSeen, split: Split): DataSize | undefined {
  const classes = classesOf(data).length;
  const certain = data.whole && data.sources.every(({ exists }) => exists);
  return certain && classes > 0 ? { classes, images: imagesBySplit(data, split) } : undefined;
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
