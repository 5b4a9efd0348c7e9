/** The slices of an evaluation: another table than the run's may lack a column that the run is sliced by. */
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import type { Noun } from '@tlp/language/modalities/noun.js';
import type { SlicedMetrics } from '@tlp/language/run/slices.js';
import { type SliceInput, slicedMetrics } from './slice-metrics.js';

/** Slices by a column that is optional and says nothing of any example are left out, which is told. */
export function evaluatedSlices(
  input: SliceInput,
  { one }: Noun,
): { readonly slices: readonly SlicedMetrics[]; readonly warnings: readonly Diagnostic[] } {
  const isSilent = (place: number) =>
    input.predictions.every(({ slices }) => (slices?.[place] ?? null) === null);
  const warnings: Diagnostic[] = [];
  const slices = slicedMetrics(input).flatMap((metrics, place): readonly SlicedMetrics[] => {
    const { by } = metrics;
    if (by.kind === 'size' || !by.optional) return [metrics];
    const { optional: _, ...slicing } = by;
    if (slicing.kind !== 'column' || !isSilent(place)) return [{ ...metrics, by: slicing }];
    warnings.push({
      code: 'TLP867',
      severity: 'warning',
      message: `No ${one} has a value in the column \`${slicing.column}\`, so there are no slices by it.`,
      remedy: 'Add the column to the table, where they are wanted.',
    });
    return [];
  });
  return { slices, warnings };
}
