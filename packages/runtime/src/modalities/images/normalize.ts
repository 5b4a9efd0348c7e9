/** Pixels to what a backbone takes. */
import type { Preprocessing } from '@tlp/language/modalities/images/preprocessing.js';
import type { Pixels } from './pixels.js';

export type Normalize = (pixels: Pixels, target: Float32Array, offset: number) => void;

/**
 * Writes `(x / scale - mean) / deviation`, channels in the card's order, to `target` from `offset` on. Each value is
 * computed in double precision and rounded once; there are only 256 of them a channel, so they come from a table.
 */
export function createNormalize({ order, scale, mean, deviation }: Preprocessing): Normalize {
  const tables = mean.map((_, c) =>
    Float32Array.from({ length: 256 }, (_, value) => (value / scale - mean[c]!) / deviation[c]!),
  );
  const [first, second, third] = tables as [Float32Array, Float32Array, Float32Array];
  // The card's mean and deviation stand in the order of the network's channels.
  const [c0, c2] = order === 'rgb' ? [0, 2] : [2, 0];
  return (pixels, target, offset) => {
    for (let i = 0, o = offset; i < pixels.length; i += 3, o += 3) {
      target[o] = first[pixels[i + c0]!]!;
      target[o + 1] = second[pixels[i + 1]!]!;
      target[o + 2] = third[pixels[i + c2]!]!;
    }
  };
}
