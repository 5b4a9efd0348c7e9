/** What the recipe of a pipeline wrote: it stands where the recipe does, and can only be changed there. */
import type { Diagnostic, Range } from '../diagnostic.js';
import type { Origin } from './pipeline.js';

type Origins = Readonly<Record<string, Origin>>;

/** Whether that place is the recipe's. */
export function isOfRecipe(
  { file, range }: { readonly file?: string; readonly range?: Range },
  origins: Origins,
): boolean {
  const recipe = origins['schedule.recipe'];
  if (recipe?.kind !== 'file' || file !== recipe.file || !range) return false;
  const { line, column, endLine, endColumn } = recipe.range;
  return (
    range.line === line &&
    range.column === column &&
    range.endLine === endLine &&
    range.endColumn === endColumn
  );
}

/** Leaves out advice on what the recipe wrote, which nobody could follow; errors are told. */
export const withoutAdviceOnRecipe = (
  found: readonly Diagnostic[],
  origins: Origins,
): readonly Diagnostic[] => found.filter((each) => each.severity === 'error' || !isOfRecipe(each, origins));
