/**
 * How a batch is mixed: each example with the one before it, the first with the last, as torchvision's `MixUp` and `CutMix`
 * do (`transforms/v2/_augment.py` of 0.24).
 */
import type { Mix } from '@tlp/language/resolve/pipeline.js';
import { createRandom } from '../random.js';
import { drawBeta } from './beta.js';

/** What is drawn once for a batch. */
export interface Mixing {
  /** What each example keeps of itself and of its label, 0 to 1; the rest is of the one before it. */
  readonly share: number;
  /** Where it is the other one, in pixels; null where both are everywhere, by their shares. */
  readonly box: Box | null;
}

/** From `left` up to `right` without it, and so downwards. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * @param size side of the square images
 * @param keys the mixing is a pure function of the other arguments and these
 */
export function drawMixing(
  mixes: readonly Mix[],
  size: number,
  ...keys: readonly (number | string)[]
): Mixing {
  const random = createRandom('mix', ...keys);
  const mix = mixes[random.int(mixes.length)]!;
  const share = drawBeta(mix.alpha, random);
  return mix.kind === 'mixup'
    ? { share, box: null }
    : boxMixing(share, random.int(size), random.int(size), size);
}

/**
 * A box about a place, of the share of the area that is not kept; what lies outside of the image is cut off, and the share
 * is that of what is left.
 */
export function boxMixing(share: number, x: number, y: number, size: number): Mixing {
  const half = Math.trunc(0.5 * Math.sqrt(1 - share) * size);
  const box = {
    left: Math.max(0, x - half),
    top: Math.max(0, y - half),
    right: Math.min(size, x + half),
    bottom: Math.min(size, y + half),
  };
  const covered = (box.right - box.left) * (box.bottom - box.top);
  return { share: 1 - covered / (size * size), box };
}
