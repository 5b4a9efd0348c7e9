/** Commands of many inputs: what is at fault with one keeps no answer from the others. */
import { type Diagnostic, TlpError } from '@tlp/language/diagnostic.js';
import type { Context, Status } from './command.js';
import { printWarnings } from './print-warnings.js';

/**
 * Does the work for each in turn. @returns what was at fault with some
 * @throws TlpError of all of them where none could be worked on
 */
export async function forEach<T>(
  inputs: readonly T[],
  work: (input: T) => Promise<void>,
): Promise<readonly Diagnostic[]> {
  const failures: TlpError[] = [];
  for (const input of inputs) {
    await work(input).catch((error: unknown) => {
      if (!(error instanceof TlpError)) throw error;
      failures.push(error);
    });
  }
  const diagnostics = failures.flatMap((failure) => failure.diagnostics);
  if (failures.length > 0 && failures.length === inputs.length) {
    throw new TlpError(diagnostics, failures[0]!.exitCode, { cause: failures[0] });
  }
  return diagnostics;
}

/** Names the inputs that were left out on stderr, whatever the format of the answers. 1 where there are any. */
export async function tellLeftOut(leftOut: readonly Diagnostic[], context: Context): Promise<Status> {
  if (leftOut.length === 0) return 0;
  await printWarnings(leftOut, context);
  const inputs = leftOut.length === 1 ? '1 input was' : `${leftOut.length} inputs were`;
  context.err.write(`${inputs} left out.\n`);
  return 1;
}
