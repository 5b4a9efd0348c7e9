/** What `--slices` of a command names. */
import { resolveSlicings } from '@tlp/language/compile-text.js';
import type { Slicing } from '@tlp/language/data/slices/slicing.js';
import { TlpError } from '@tlp/language/diagnostic.js';

/** @throws TlpError of what is no slicing, exit code 2 */
export function slicingsIn(text: string): readonly Slicing[] {
  const { slicings, diagnostics } = resolveSlicings(text, '--slices');
  if (diagnostics.length > 0) throw new TlpError(diagnostics, 2);
  return slicings;
}

/** An error of slices that were set for a whole command, as of the option that names them: that is what people wrote. */
export function ofSlicesOption(error: unknown, set: string): unknown {
  if (!(error instanceof TlpError)) return error;
  const prefix = `In --set ${set}: `;
  const told = error.diagnostics.map((one) =>
    one.message.startsWith(prefix)
      ? { ...one, message: one.message.slice(prefix.length), file: '--slices' }
      : one,
  );
  return new TlpError(told, error.exitCode, { cause: error });
}
