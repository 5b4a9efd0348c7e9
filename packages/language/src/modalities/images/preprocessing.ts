import type { Backbone } from '../../backbones/card.js';

/**
 * How an image's pixels (0..255) become the network's input, after resizing to the input size:
 * `(x / scale - mean) / deviation`, channel by channel, colors in `order`, then alpha. There are as many means as channels.
 */
export interface Preprocessing {
  readonly interpolation: 'bilinear' | 'bicubic';
  readonly order: 'rgb' | 'bgr';
  readonly scale: number;
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

export type ImageBackbone = Backbone<Preprocessing>;

/** `(x / 255 - mean) / deviation` in words, as a clause. */
export function preprocessingText({ order, scale, mean, deviation, interpolation }: Preprocessing): string {
  const same = (values: readonly number[]): string =>
    new Set(values).size === 1 ? shown(values[0]!) : `[${values.map(shown).join(', ')}]`;
  const steps = [
    ...(scale === 1 ? [] : [`divided by ${scale}`]),
    ...(mean.every((value) => value === 0) ? [] : [`reduced by ${same(mean)}`]),
    ...(deviation.every((value) => value === 1) ? [] : [`divided by ${same(deviation)}`]),
  ];
  const [last, ...first] = steps.toReversed();
  const done =
    first.length > 0 ? `${first.toReversed().join(', ')} and ${last}` : (last ?? 'taken as they are');
  return `${channelNames(order, mean.length)} values from 0 to 255 are ${done}; ${interpolation} resizing`;
}

/** A mean over channels has more digits than it is worth. */
const shown = (value: number): string => String(Number(value.toPrecision(15)));

/** Of one channel to four, in the order in which a network reads them. */
function channelNames(order: Preprocessing['order'], channels: number): string {
  const colors = order.toUpperCase();
  return ['Gray', 'Gray and alpha', colors, `${colors}A`][channels - 1] ?? colors;
}
