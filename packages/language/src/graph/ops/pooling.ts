import { fixed, inputOf, ofRank } from '../shape.js';
import type { OpDefinition } from '../types.js';
import { type WindowAttrs, windowedSize } from './convolution.js';

export type PoolAttrs = WindowAttrs & { readonly size: readonly [number, number] };

const windowPool = (name: string): OpDefinition<PoolAttrs> => ({
  name,
  infer(inputs, attrs) {
    const [n, h, w, c] = ofRank(inputOf(inputs, 0, name), 4, name);
    const size = windowedSize([fixed(h, name), fixed(w, name)], attrs.size, attrs);
    return [{ dtype: 'float32', shape: [n!, ...size, c!] }];
  },
});

/** Largest value of each window. Padding never wins. `[N,H,W,C] -> [N,H',W',C]`. */
export const maxPool = windowPool('maxPool');

/** Mean of each window; padding is not counted. `[N,H,W,C] -> [N,H',W',C]`. */
export const avgPool = windowPool('avgPool');
