import type { Diagnostic } from '@tlp/language/diagnostic.js';
import type { Context } from './command.js';
import { renderDiagnostics } from './diagnostics-text.js';

/** Tells what there is to say beside a command's result. */
export async function printWarnings(warnings: readonly Diagnostic[], context: Context): Promise<void> {
  if (warnings.length === 0) return;
  context.err.write(`${await renderDiagnostics(warnings, context.errColors, context)}\n\n`);
}
