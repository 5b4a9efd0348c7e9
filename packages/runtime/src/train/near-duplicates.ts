/** Compares the examples of a run as they are read for its first phase, and tells which are nearly the same in two splits. */
import type { Noun } from '@tlp/language/modalities/noun.js';
import type { DataSet } from '../data/types.js';
import type { Reader } from '../modalities/modality.js';
import type { SourceOptions } from './open-sources.js';
import { interrupted } from './phase-run.js';

export interface NearDuplicateWatch {
  /** To be called once all examples were read. @throws TLP850 interrupted */
  readonly tell: (dataSet: DataSet, path: string) => Promise<void>;
}

/** Null where examples of this kind are not compared. */
export function watchForNearDuplicates(
  reader: Reader,
  noun: Noun,
  {
    featureFolder,
    onEvent,
    onWarning,
    signal,
  }: Pick<SourceOptions, 'featureFolder' | 'onEvent' | 'onWarning' | 'signal'>,
): NearDuplicateWatch | null {
  let told = false;
  const watch = reader.watch?.({
    featureFolder,
    onItem() {
      if (signal?.aborted) throw interrupted('before training started');
      // Only what was not read for something else is read for this.
      if (!told) onEvent({ type: 'stage', message: `Comparing the ${noun.many}` });
      told = true;
    },
  });
  if (!watch) return null;
  return {
    async tell(dataSet, path) {
      for (const warning of await watch.warnings(dataSet, path)) onWarning(warning);
    },
  };
}
