/** Numbers of channels of networks that are widened or narrowed by a factor: multiples of 8. */

const divisor = 8;

/** The nearest multiple of 8, at least 8: `round_filters` of Keras's efficientnet_v2.py. */
export const nearestWidth = (filters: number): number =>
  Math.max(divisor, Math.floor((filters + divisor / 2) / divisor) * divisor);

/**
 * The nearest multiple of 8 that is no more than a tenth below: `_make_divisible` of torchvision's models/_utils.py and Keras's
 * mobilenet_v2.py, `round_filters` of Keras's efficientnet.py.
 */
export function roundedWidth(filters: number): number {
  const nearest = nearestWidth(filters);
  return nearest < 0.9 * filters ? nearest + divisor : nearest;
}
