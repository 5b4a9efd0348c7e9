import { textInputs } from '@tlp/language/modalities/text/preprocessing.js';
import type { Feeds } from '../engines/types.js';

/** One text, without anything that fills it up. */
export function textFeeds(tokens: readonly number[]): Feeds {
  const shape = [1, tokens.length];
  return {
    [textInputs.ids]: { data: Int32Array.from(tokens), shape },
    [textInputs.mask]: { data: new Int32Array(tokens.length).fill(1), shape },
  };
}
