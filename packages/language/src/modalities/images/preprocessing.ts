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

/** `(x / 255 - mean) / deviation` in words, as a clause. */
export function preprocessingText({ order, scale, mean, deviation, interpolation }: Preprocessing): string {
  const same = (values: readonly number[]): string =>
    new Set(values).size === 1 ? String(values[0]) : `[${values.join(', ')}]`;
  const steps = [
    ...(scale === 1 ? [] : [`divided by ${scale}`]),
    ...(mean.every((value) => value === 0) ? [] : [`reduced by ${same(mean)}`]),
    ...(deviation.every((value) => value === 1) ? [] : [`divided by ${same(deviation)}`]),
  ];
  const [last, ...first] = steps.toReversed();
  const done =
    first.length > 0 ? `${first.toReversed().join(', ')} and ${last}` : (last ?? 'taken as they are');
  return `${order.toUpperCase()} values from 0 to 255 are ${done}; ${interpolation} resizing`;
}
