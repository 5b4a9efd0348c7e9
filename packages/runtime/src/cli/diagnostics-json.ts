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

/** `suppressed` holds what comments in the files keep quiet, and why. */
export const toJson = (diagnostics: readonly Diagnostic[], suppressed: readonly Suppressed[]) => ({
  diagnostics: diagnostics.map(entry),
  suppressed: suppressed.map(({ diagnostic, reason }) => ({ ...entry(diagnostic), reason })),
});
