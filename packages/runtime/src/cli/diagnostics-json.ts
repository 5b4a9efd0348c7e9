/** Diagnostics for programs: `tlp check --format json`. */
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import type { Suppressed } from '@tlp/language/resolve/suppress.js';
import { docLink } from './doc-link.js';

/** Positions count from 1 and are absent where a problem has none; `inherited` is where the value at fault stands. */
export const entry = (d: Diagnostic) => ({
  ...(d.file === undefined ? {} : { file: d.file }),
  ...d.range,
  severity: d.severity,
  code: d.code,
  message: d.message,
  remedy: d.remedy,
  doc: docLink(d.code),
  ...(d.inherited === undefined ? {} : { inherited: { file: d.inherited.file, ...d.inherited.range } }),
});

/**
 * `suppressed` holds what comments in the files keep quiet, and why; `surveys` what the data of pipelines say of the input's
 * size, where they were read.
 */
export const toJson = (
  diagnostics: readonly Diagnostic[],
  suppressed: readonly Suppressed[],
  surveys: readonly { readonly pipeline: string; readonly facts: object }[] = [],
) => ({
  diagnostics: diagnostics.map(entry),
  suppressed: suppressed.map(({ diagnostic, reason }) => ({ ...entry(diagnostic), reason })),
  ...(surveys.length > 0 ? { surveys: surveys.map(({ pipeline, facts }) => ({ pipeline, ...facts })) } : {}),
});
