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

interface LosingOptions {
  readonly phase: string;
  /** What several examples are called. */
  readonly noun: string;
  /** Whether all phases are trained, and the examples are read for the model to know them. */
  readonly toKnow: boolean;
  /** Training examples that phases have lost, by their identity, of which nobody is told again. */
  readonly told?: Set<string> | undefined;
}

export function createLostExamples(
  { splits }: DataSet,
  { phase, noun, toKnow, told = new Set() }: LosingOptions,
): LostExamples {
  const lost = new Map<SplitName, Map<string, TlpError>>();
  const share = (split: SplitName, ids: readonly string[]) => {
    const these = `${ids.length} of ${splits[split].length} ${split === 'train' ? 'training' : split} ${noun}`;
    return { these, names: listed(ids, SHOWN) };
  };
  /** A training that is over is worth more than its score. A model that is to know examples must have one, though. */
  const mostLost = (split: SplitName): number => {
    const all = splits[split].length;
    if (split === 'test') return all;
    return toKnow ? all - 1 : Math.max(1, BEARABLE * all);
  };
  return {
    lose(split, { id }, error) {
      const gone = lost.get(split) ?? new Map<string, TlpError>();
      lost.set(split, gone.set(id, error));
      if (split === 'train' && !toKnow) told.add(id);
      if (gone.size <= mostLost(split)) return;
      const { these, names } = share(split, [...gone.keys()]);
      throw fail(
        'TLP388',
        `${these} changed or disappeared ${toKnow ? 'after' : 'during'} phase ${phase}: ${names}.`,
        'Restore them, or the disk they are on, then continue with --resume.',
        { cause: error },
      );
    },
    tell(onWarning) {
      for (const [split, gone] of lost) {
        const ids = [...gone.keys()].filter((id) => !toKnow || !told.has(id));
        if (ids.length === 0) continue;
        const { these, names } = share(split, ids);
        const went =
          split === 'test'
            ? 'The test continued'
            : toKnow
              ? 'The features to compare with were computed'
              : `Phase ${phase} continued`;
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
