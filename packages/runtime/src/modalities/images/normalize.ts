/** Pixels to what a backbone takes. */
import type { Preprocessing } from '@tlp/language/modalities/images/preprocessing.js';
import type { Pixels } from './pixels.js';

export type Normalize = (pixels: Pixels, target: Float32Array, offset: number) => void;

/**
 * Writes `(x / scale - mean) / deviation`, channels in the card's order, to `target` from `offset` on. Each value is
 * computed in double precision and rounded once; there are only 256 of them a channel, so they come from a table.
 */
export function createNormalize({ order, scale, mean, deviation }: Preprocessing): Normalize {
  const channels = mean.length;
  const tables = mean.map((_, c) =>
    Float32Array.from({ length: 256 }, (_, value) => (value / scale - mean[c]!) / deviation[c]!),
  );
  // The card's mean and deviation stand in the order of the network's channels; gray and alpha have but one order.
  const places = mean.map((_, c) => (order === 'bgr' && channels > 2 && c < 3 ? 2 - c : c));
  if (channels !== 3) {
    return (pixels, target, offset) => {
      for (let i = 0; i < pixels.length; i += channels) {
        for (let c = 0; c < channels; c++) target[offset + i + c] = tables[c]![pixels[i + places[c]!]!]!;
      }
    };
  }
  const [first, second, third] = tables as [Float32Array, Float32Array, Float32Array];
  const [c0, , c2] = places as [number, number, number];
  return (pixels, target, offset) => {
    for (let i = 0, o = offset; i < pixels.length; i += 3, o += 3) {
      target[o] = first[pixels[i + c0]!]!;
      target[o + 1] = second[pixels[i + 1]!]!;
      target[o + 2] = third[pixels[i + c2]!]!;
    }
  };
}
