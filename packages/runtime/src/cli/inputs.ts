/** What a command line names to be read: files, folders, and `-` for standard input. */
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import type { Item } from '../data/types.js';
import type { Inputs } from '../modalities/modality.js';
import type { Context } from './command.js';
import { forEach } from './left-out.js';
import { printWarnings } from './print-warnings.js';
import { readInput } from './standard-input.js';

export interface ExpandedInputs<I extends Item> {
  /** In the order of the arguments, a folder's own in natural order; their ids are for people. */
  readonly items: readonly I[];
  /** What was asked for and is not there, or has nothing to read in it. */
  readonly missing: readonly Diagnostic[];
}

/** @param byWord whether the model answers word by word. @throws TlpError TLP876, TLP351 where none of the arguments gives anything */
export async function expandInputs<P extends object, I extends Item>(
  { at }: Inputs<P, I>,
  preparation: P,
  args: readonly string[],
  context: Context,
  byWord = false,
): Promise<ExpandedInputs<I>> {
  const items: I[] = [];
  let bytes: Promise<Uint8Array> | undefined;
  const source = {
    cwd: context.cwd,
    byWord,
    // Read once, however often it is asked for.
    standardInput: () => (bytes ??= readInput(context, 'example')),
    onWarnings: (warnings: readonly Diagnostic[]) => printWarnings(warnings, context),
  };
  const missing = await forEach(args, async (arg) => {
    items.push(...(await at(arg, preparation, source)));
  });
  return { items, missing };
}
