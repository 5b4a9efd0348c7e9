import type { Backbone } from '../../backbones/card.js';

/**
 * How an image's pixels (RGB, 0..255) become the network's input, after resizing to the input size:
 * `(x / scale - mean) / deviation`, channel by channel, channels in `order`.
 */
export interface Preprocessing {
  readonly interpolation: 'bilinear' | 'bicubic';
  readonly order: 'rgb' | 'bgr';
  readonly scale: number;
  readonly mean: readonly [number, number, number];
  readonly deviation: readonly [number, number, number];
}

export type ImageBackbone = Backbone<Preprocessing>;

/** `(x / 255 - mean) / deviation` in words. */
export function preprocessingText({ order, scale, mean, deviation, interpolation }: Preprocessing): string {
  const same = (values: readonly number[]): string =>
    new Set(values).size === 1 ? String(values[0]) : `[${values.join(', ')}]`;
  const scaled = scale === 1 ? '' : `divided by ${scale}, `;
  return (
    `${order.toUpperCase()} values from 0 to 255 are ${scaled}reduced by ${same(mean)} and divided by ${same(deviation)};  ` +
    `${interpolation} resizing`
  );
}
