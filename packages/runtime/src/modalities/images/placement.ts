/** How an image of any shape becomes a square: to what size it is resized, and which part of that is kept. */
import type { Window } from './resample.js';

export type Resize = 'stretch' | 'crop' | 'pad';

export interface Placement {
  /** Size to which the whole image is resized. */
  readonly width: number;
  readonly height: number;
  /** The part of the resized image that is kept. */
  readonly window: Window;
  /** Where that part stands in the square. */
  readonly left: number;
  readonly top: number;
}

/**
 * `stretch` squeezes the whole image. `crop` brings the short side to `size` and keeps the centre, like
 * torchvision's `Resize(size)` and `CenterCrop(size)`. `pad` brings the long side to `size` and centres it.
 */
export function placeImage(width: number, height: number, size: number, resize: Resize): Placement {
  if (resize === 'crop') {
    const short = Math.min(width, height);
    const w = Math.max(size, Math.trunc((size * width) / short));
    const h = Math.max(size, Math.trunc((size * height) / short));
    const left = roundHalfEven((w - size) / 2);
    const top = roundHalfEven((h - size) / 2);
    return { width: w, height: h, window: { left, top, width: size, height: size }, left: 0, top: 0 };
  }
  const long = Math.max(width, height);
  const w = resize === 'stretch' ? size : Math.max(1, Math.round((size * width) / long));
  const h = resize === 'stretch' ? size : Math.max(1, Math.round((size * height) / long));
  const left = Math.trunc((size - w) / 2);
  const top = Math.trunc((size - h) / 2);
  return { width: w, height: h, window: { left: 0, top: 0, width: w, height: h }, left, top };
}

/** As Python's `round`, which torchvision's centre crop uses. */
function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  if (x - floor !== 0.5) return Math.round(x);
  return floor % 2 === 0 ? floor : floor + 1;
}
