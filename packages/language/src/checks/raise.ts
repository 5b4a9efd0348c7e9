/** Rules as a run tells of them, with what it found out itself: the words are the rule's. */
import { type Diagnostic, TlpError } from '../diagnostic.js';
import type { Rule } from './rule.js';

/** @param file the data or the weight file at fault */
export const diagnosticOf = <Args>(rule: Rule<Args>, args: Args, file?: string): Diagnostic => ({
  code: rule.code,
  severity: rule.severity,
  message: rule.message(args),
  remedy: rule.remedy(args),
  ...(file === undefined ? {} : { file }),
});

/** An error to throw, also of a rule that only warns, because the file may come until a run needs it. */
export function failBy<Args>(
  rule: Rule<Args>,
  args: Args,
  { file, cause }: { readonly file: string; readonly cause?: unknown },
): TlpError {
  const diagnostic: Diagnostic = { ...diagnosticOf(rule, args, file), severity: 'error' };
  return new TlpError([diagnostic], 1, cause === undefined ? undefined : { cause });
}
