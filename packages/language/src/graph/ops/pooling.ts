import { fixed, inputOf, ofRank } from '../shape.js';
import { type OpDefinition, ShapeError } from '../types.js';
import { type WindowAttrs, windowedSize } from './convolution.js';

export type PoolAttrs = WindowAttrs & { readonly size: readonly [number, number] };

const windowPool = (name: string): OpDefinition<PoolAttrs> => ({
  name,
  infer(inputs, attrs) {
    const [n, h, w, c] = ofRank(inputOf(inputs, 0, name), 4, name);
    refuseEmptyWindows(name, attrs);
    const size = windowedSize([fixed(h, name), fixed(w, name)], attrs.size, attrs);
    return [{ dtype: 'float32', shape: [n!, ...size, c!] }];
  },
});

/** A window that lay in the padding alone would have no value. */
function refuseEmptyWindows(op: string, { size, padding }: PoolAttrs): void {
  if (typeof padding === 'string') return;
  for (const axis of [0, 1] as const) {
    const widest = Math.max(...padding[axis]);
    if (widest >= size[axis]) {
      throw new ShapeError(`${op}: a padding of ${widest} is as wide as the window of ${size[axis]}.`);
    }
  }
}

/** Largest value of each window. Padding never wins. `[N,H,W,C] -> [N,H',W',C]`. */
export const maxPool = windowPool('maxPool');

/** Mean of each window; padding is not counted. `[N,H,W,C] -> [N,H',W',C]`. */
export const avgPool = windowPool('avgPool');
