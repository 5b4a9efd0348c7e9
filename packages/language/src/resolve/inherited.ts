/** Mistakes in values that stand elsewhere than in the pipeline that is read: told at the name that brought them in. */
import type { Diagnostic, Range } from '../diagnostic.js';
import type { Place } from '../schema/value.js';
import { pathFrom } from './paths.js';

/** The pipeline that is read, as far as places go. */
export interface Home {
  readonly file: string;
  /** What the pipeline extends. */
  readonly ancestors: readonly Place[];
  /** The name after `extends`, or else the pipeline's own. */
  readonly extendsAt: Place;
}

/** Where a value stands, if that is outside the pipeline: in another file, or in what it extends. */
export function elsewhere(at: Place, home: Home): Diagnostic['inherited'] {
  const { range } = at;
  if (!range) return undefined;
  const file = at.file ?? home.file;
  const outside =
    file !== home.file || home.ancestors.some((ancestor) => ancestor.file === file && holds(ancestor, range));
  return outside ? { file, range } : undefined;
}

export function holds({ range: outer }: Place, inner: Range): boolean {
  if (!outer) return false;
  const after = inner.line - outer.line || inner.column - outer.column;
  const before = outer.endLine - inner.endLine || outer.endColumn - inner.endColumn;
  return after >= 0 && before >= 0;
}

/** The place to tell of it: where a `let` of another file is used, or what is extended. */
export const placeAtHome = (at: Place, home: Home): Place =>
  at.via && !elsewhere(at.via, home) ? at.via : home.extendsAt;

/** `In base.tlp, line 3: ` */
export const whereabouts = ({ file, range }: NonNullable<Diagnostic['inherited']>, home: string): string =>
  file === home ? `In line ${range.line}: ` : `In ${pathFrom(home, file)}, line ${range.line}: `;
