/** The views of an image that are judged: itself and its mirror images. */
import type { Tta } from '@tlp/language/modalities/images/tta.js';
import type { ImageItem } from './example.js';
import type { Pixels } from './pixels.js';

/** A view of an image, by what has been done to it. */
export const mirrors = ['horizontal', 'vertical', 'both'] as const;
export type Mirror = (typeof mirrors)[number];

/** Each image followed by its mirror images. */
export const viewed =
  ({ direction }: Tta) =>
  async <I extends ImageItem>(items: readonly I[]): Promise<readonly (readonly I[])[]> => {
    const wanted = direction === 'both' ? mirrors : [direction];
    return items.map((item) => [item, ...wanted.map((seenAs) => ({ ...item, seenAs }))]);
  };

/** The pixels as the view has them; the same where it is the image itself. @throws Error of a view that is none of these */
export function mirrored(pixels: Pixels, size: number, view: string | undefined): Pixels {
  if (view === undefined) return pixels;
  if (!mirrors.some((mirror) => mirror === view)) throw new Error(`There is no view ${view} of an image.`);
  const channels = pixels.length / (size * size);
  const out = new Uint8Array(pixels.length);
  for (let y = 0; y < size; y++) {
    const fromY = view === 'horizontal' ? y : size - 1 - y;
    for (let x = 0; x < size; x++) {
      const fromX = view === 'vertical' ? x : size - 1 - x;
      const [from, to] = [(fromY * size + fromX) * channels, (y * size + x) * channels];
      for (let c = 0; c < channels; c++) out[to + c] = pixels[from + c]!;
    }
  }
  return out;
}
