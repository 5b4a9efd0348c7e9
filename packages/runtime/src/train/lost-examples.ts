/** Examples that changed or disappeared after a run had begun: it goes on without them, and says so. */
import { listed } from '@tlp/language/checks/listed.js';
import type { SplitName } from '@tlp/language/data/split-bounds.js';
import { type Diagnostic, fail, type TlpError } from '@tlp/language/diagnostic.js';
import type { DataSet, Example } from '../data/types.js';

export interface LostExamples {
  /** Notes an example. @throws TLP388 where so many are lost that the disk is rather at fault than they */
  lose(split: SplitName, example: Example, error: TlpError): void;
  /** Warns of all that were lost. */
  tell(onWarning: (warning: Diagnostic) => void): void;
}

/** Share of the examples, trained on or validated with, that a phase may lose; one it may always. */
const BEARABLE = 0.1;
const SHOWN = 5;

/** @param noun what several examples are called */
export function createLostExamples(phase: string, { splits }: DataSet, noun: string): LostExamples {
  const lost = new Map<SplitName, Map<string, TlpError>>();
  const share = (split: SplitName, ids: readonly string[]) => {
    const these = `${ids.length} of ${splits[split].length} ${split === 'train' ? 'training' : split} ${noun}`;
    return { these, names: listed(ids, SHOWN) };
  };
  return {
    lose(split, { id }, error) {
      const gone = lost.get(split) ?? new Map<string, TlpError>();
      lost.set(split, gone.set(id, error));
      // A training that is over is worth more than its score.
      if (split === 'test' || gone.size <= Math.max(1, BEARABLE * splits[split].length)) return;
      const { these, names } = share(split, [...gone.keys()]);
      throw fail(
        'TLP388',
        `${these} changed or disappeared during phase ${phase}: ${names}.`,
        'Restore them, or the disk they are on, then continue with --resume.',
        { cause: error },
      );
    },
    tell(onWarning) {
      for (const [split, gone] of lost) {
        const { these, names } = share(split, [...gone.keys()]);
        const went = split === 'test' ? 'The test continued' : `Phase ${phase} continued`;
        onWarning({
          code: 'TLP387',
          severity: 'warning',
          message: `${went} without ${these}, which changed or disappeared after the run started: ${names}.`,
          remedy: 'Restore them and train again if they matter. Do not change the data during a run.',
          file: [...gone.values()][0]!.diagnostics[0]!.file,
        });
      }
    },
  };
}
