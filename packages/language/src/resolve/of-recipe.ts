/** What a recipe writes is its own affair: nobody can change it where it stands, so only errors are told of it. */
import type { Diagnostic, Range } from '../diagnostic.js';
import type { Origin } from './pipeline.js';

const isSame = (a: Range, b: Range): boolean =>
  a.line === b.line && a.column === b.column && a.endLine === b.endLine && a.endColumn === b.endColumn;

/** Leaves out advice on what the recipe of a pipeline wrote. */
export function withoutAdviceOnRecipe(
  found: readonly Diagnostic[],
  origins: Readonly<Record<string, Origin>>,
): readonly Diagnostic[] {
  const recipe = origins['schedule.recipe'];
  if (recipe?.kind !== 'file') return found;
  return found.filter(
    ({ severity, range, file }) =>
      severity === 'error' || !range || file !== recipe.file || !isSame(range, recipe.range),
  );
}
