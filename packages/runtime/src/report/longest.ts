/** The examples of the judged split that ask most of the network's input, and what was said of them. */
import { TlpError } from '@tlp/language/diagnostic.js';
import type { RunRecord } from '@tlp/language/run/record.js';
import { runtimeModality } from '../modalities/index.js';
import type { LongExample } from '../modalities/modality.js';
import type { Mistake } from '../tasks/report.js';
import { cardIn } from '../train/model.js';

export type Longest =
  | {
      /** The most that the network reads at once. */
      readonly input: number;
      readonly examples: readonly (LongExample & { readonly mistake: Mistake | null })[];
    }
  | { readonly failed: string };

const shownLongest = 10;

/**
 * Null where all examples have one size. What cannot be computed is told instead, since a report of a run has more to say.
 * @param ids of the split's examples @param mistakes by the ids of those that are wrong
 */
export async function longestOf(
  run: string,
  { pipeline }: RunRecord,
  ids: readonly string[],
  mistakes: ReadonlyMap<string, Mistake>,
): Promise<Longest | null> {
  const { longest } = runtimeModality(pipeline.data);
  if (!longest || ids.length === 0) return null;
  try {
    const { inputSize: size, preparation } = await cardIn(run);
    const found = await longest(pipeline.data, ids, { size, preparation, many: shownLongest });
    if (found.length === 0) return null;
    const examples = found.map((one) => ({ ...one, mistake: mistakes.get(one.id) ?? null }));
    return { input: size, examples };
  } catch (error) {
    if (error instanceof TlpError) return { failed: error.diagnostics[0]!.message };
    throw error;
  }
}
