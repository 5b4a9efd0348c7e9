import { misfit } from './misfit.js';
import { single } from './single.js';
import type { ValueType } from './types.js';

const description = 'the name of a block of the backbone';

/** Which blocks there are depends on the backbone. */
export const blockName: ValueType<string> = {
  description,
  words: [],
  write: (value) => (typeof value === 'string' ? value : undefined),
  read: single((seen, reader) => {
    if (seen.kind === 'broken') return undefined;
    return seen.kind === 'word' && !seen.called ? seen.name : misfit(seen, description, reader);
  }),
};
