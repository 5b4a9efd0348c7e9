import { fixed, inputOf, ofRank } from '../shape.js';
import type { OpDefinition } from '../types.js';

export type PadAttrs = {
  /** `[[top, bottom], [left, right]]` rows and columns. */
  readonly padding: readonly [readonly [number, number], readonly [number, number]];
  readonly value: number;
};

/** Rows and columns of a constant around `[N,H,W,C]`. */
export const pad: OpDefinition<PadAttrs> = {
  name: 'pad',
  infer(inputs, { padding: [[top, bottom], [left, right]] }) {
    const type = inputOf(inputs, 0, 'pad');
    const [n, h, w, c] = ofRank(type, 4, 'pad');
    const size = [fixed(h, 'pad') + top + bottom, fixed(w, 'pad') + left + right];
    return [{ dtype: type.dtype, shape: [n!, ...size, c!] }];
  },
};
