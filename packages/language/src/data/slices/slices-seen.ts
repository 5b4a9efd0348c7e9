/** What the slices of a data folder or a table come to, by names alone. */
import type { SourceFound } from '../sources.js';
import type { TableFound } from '../table/found.js';
import { type Sliceable, type Slicing, slicesBy } from './slicing.js';

export interface SlicesSeen {
  readonly slicing: Slicing;
  /** Different slices that examples are in. */
  readonly named: number;
  /** Examples in none of them. */
  readonly none: number;
  /** The first of these. */
  readonly example: string | undefined;
}

/** Of each slicing but by size, which no name tells. */
export function slicesSeen(
  slicings: readonly Slicing[],
  sources: readonly SourceFound[],
  table: TableFound | undefined,
): readonly SlicesSeen[] {
  if (table && table.state !== 'read') return [];
  const of = slicesBy(slicings, table?.table)!;
  const told = slicings.map(() => ({
    names: new Set<string>(),
    none: 0,
    example: undefined as string | undefined,
  }));
  const see = (example: Sliceable): void => {
    for (const [i, name] of of(example).entries()) {
      const one = told[i]!;
      if (name !== null) one.names.add(name);
      else if (one.none++ === 0) one.example = example.name;
    }
  };
  if (table) for (const { image, lines } of table.joined.examples) see({ name: image, line: lines[0] });
  else
    for (const { classes } of sources)
      for (const { images } of classes) for (const name of images) see({ name });
  return slicings.flatMap((slicing, i) => {
    const { names, none, example } = told[i]!;
    return slicing.kind === 'size' ? [] : [{ slicing, named: names.size, none, example }];
  });
}
