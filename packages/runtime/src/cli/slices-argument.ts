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
