/** Examples that are read in parts, such as the windows of long texts: each part is a row for the network. */

import type { Item } from '../data/types.js';
import type { Reader } from '../modalities/modality.js';
import { createRandom } from '../random.js';
import { inOrder } from './batches.js';
import type { ExampleSource, Parts } from './source.js';

export interface Parted<I extends Item> {
  readonly rows: readonly I[];
  readonly parts: Parts;
}

/** Null where every example is read as one. */
export async function partsOf<I extends Item>(
  reader: { readonly parts?: Reader<I>['parts'] | undefined },
  examples: readonly I[],
): Promise<Parted<I> | null> {
  const byExample = await reader.parts?.(examples);
  if (!byExample) return null;
  const rows = byExample.flat();
  const average = rows.length / examples.length;
  const weights = byExample.flatMap((own) => own.map(() => average / own.length));
  const of = byExample.flatMap((own, example) => own.map(() => example));
  const parts = { examples: examples.length, of: Uint32Array.from(of), weights: Float32Array.from(weights) };
  return { rows, parts };
}

/** How many rows an epoch has that sees so many examples. */
export const epochRows = (
  { targets, parts }: Pick<ExampleSource, 'targets' | 'parts'>,
  examples: number,
): number => (parts ? Math.round((examples * targets.length) / parts.examples) : examples);

/**
 * The rows of an epoch that sees the examples of an order: all of theirs, shuffled, so that those of one example are not in one
 * batch. Where examples are drawn rather than seen once each, the epoch has as many rows all the same: a few are left out, or come twice.
 * @param keys the rows are a pure function of the order and these
 */
export function rowOrder(
  source: Pick<ExampleSource, 'targets' | 'parts'>,
  order: readonly number[],
  ...keys: readonly (number | string)[]
): readonly number[] {
  const { parts } = source;
  if (!parts) return order;
  const rowsOf = rowsByExample(parts);
  const rows = order.flatMap((example) => rowsOf[example]!);
  const shuffled = createRandom('parts', ...keys).shuffle(rows);
  return inOrder(epochRows(source, order.length)).map((i) => shuffled[i % shuffled.length]!);
}

function rowsByExample({ examples, of }: Parts): readonly (readonly number[])[] {
  const rows: number[][] = inOrder(examples).map(() => []);
  for (const [row, example] of of.entries()) rows[example]!.push(row);
  return rows;
}
