/** How large images are, by their first bytes. */
import sharp from 'sharp';
import { mapParallel } from '../../data/parallel.js';
import type { ImageItem } from './example.js';

const READS_AT_ONCE = 8;

/** The shorter side of each image in pixels; null of one that cannot be read any more. */
export const shorterSides = (images: readonly ImageItem[]): Promise<readonly (number | null)[]> =>
  mapParallel(images, READS_AT_ONCE, ({ path, bytes }) =>
    sharp(bytes ?? path, { failOn: 'none' })
      .metadata()
      .then(
        ({ width, height }) => Math.min(width, height),
        () => null,
      ),
  );
