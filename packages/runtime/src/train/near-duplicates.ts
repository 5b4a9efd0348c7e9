/** Looks at the images of a run as they are decoded for its first phase, and tells which look the same in two splits. */
import { createDecoder, type LoadOptions } from '../modalities/images/loader.js';
import { createLooks, warnOfNearDuplicates } from '../modalities/images/near-duplicates/looks.js';
import type { SourceOptions } from './open-sources.js';
import { interrupted } from './phase.js';

export interface NearDuplicateWatch {
  readonly onPixels: LoadOptions['onPixels'];
  /** To be called once all images were decoded. @throws TLP850 interrupted */
  readonly tell: () => Promise<void>;
}

/** @param root the data folder */
export function watchForNearDuplicates(options: SourceOptions, root: string): NearDuplicateWatch {
  const { dataSet, size, resize, preprocessing, featureFolder, onEvent, onWarning, signal } = options;
  let told = false;
  const looks = createLooks({
    ...{ size, resize, interpolation: preprocessing.interpolation, featureFolder },
    decode: createDecoder(options),
    onImage() {
      if (signal?.aborted) throw interrupted('before training started');
      // Only images whose features were stored before their looks are decoded for this.
      if (!told) onEvent({ type: 'stage', message: 'Comparing the images' });
      told = true;
    },
  });
  return {
    onPixels: looks.see,
    async tell() {
      for (const warning of await warnOfNearDuplicates(dataSet, looks, root)) onWarning(warning);
    },
  };
}
