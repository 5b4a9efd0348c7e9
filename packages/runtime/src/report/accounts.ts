/** What in some examples of the judged split made the model say what it says. */
import { TlpError } from '@tlp/language/diagnostic.js';
import type { RunRecord } from '@tlp/language/run/record.js';
import { runtimeModality } from '../modalities/index.js';
import type { Accounted } from '../modalities/modality.js';
import { loadModel } from '../train/model.js';

/** One example with what spoke for the output that is greatest. */
export interface Account extends Accounted {
  readonly id: string;
  readonly isRight: boolean;
}

export type Accounts =
  | { readonly examples: readonly Account[] }
  | { readonly failed: string; readonly title: string };

/** An example that is to be accounted for. */
interface Wanted {
  readonly id: string;
  readonly isRight: boolean;
  /** The output that was said, where that is one. */
  readonly said?: number | undefined;
}

/**
 * Null where examples of the kind, or the network, are not accounted for. What cannot be computed is told instead, since a report
 * of a run has more to say.
 */
export async function accountsOf(
  run: string,
  { pipeline, phases }: RunRecord,
  wanted: readonly Wanted[],
): Promise<Accounts | null> {
  const { again, account } = runtimeModality(pipeline.data);
  if (!again || !account || wanted.length === 0) return null;
  try {
    const items = await again(
      pipeline.data,
      wanted.map(({ id }) => id),
    );
    const there = items.flatMap((item, i) => (item ? [{ item, ...wanted[i]! }] : []));
    const { network, weights, inputSize: size, preparation, outputs } = await loadModel(run);
    // Another engine than that of the run would change how the process computes from then on.
    const engine = phases.at(-1)?.engine === 'portable' ? 'portable' : 'auto';
    const said = there.map((one) => one.said);
    const options = { network, weights, size, preparation, outputs: outputs.length, engine, said } as const;
    const accounts = await account.of(
      there.map(({ item }) => item),
      options,
    );
    const told = (one: Accounted, i: number) => ({
      ...one,
      id: there[i]!.item.id,
      isRight: there[i]!.isRight,
    });
    return accounts && { examples: accounts.map(told) };
  } catch (error) {
    if (error instanceof TlpError) return { failed: error.diagnostics[0]!.message, title: account.title };
    throw error;
  }
}
