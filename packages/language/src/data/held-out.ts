import type { Split } from '../resolve/pipeline.js';

/** Whether a pipeline holds examples out for this split; undefined where only the rows of its table tell. */
export function holdsOut(split: Split, name: 'validation' | 'test'): boolean | undefined {
  if (split.kind === 'fraction') return split[name] > 0;
  const fromTrain = name === 'validation' && split.validationFraction > 0;
  if (split.kind === 'column') return fromTrain || undefined;
  return split[name] !== null || fromTrain;
}

/** Into how many parts a cross-validation divides the examples; null where it is none. */
export const foldsOf = (split: Split): number | null =>
  split.kind === 'fraction' ? (split.folds ?? null) : null;
