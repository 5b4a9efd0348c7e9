import { MEAN_COLOUR } from '../mean-colour.js';
import { drawRectangle } from './crop.js';
import type { ChangePixels } from './kinds.js';

/** Random erasing (Zhong et al. 2017, arXiv:1708.04896): with a probability, fills a rectangle with the mean colour. */
export const erase: ChangePixels<'erase'> = (pixels, size, { probability, minArea, maxArea }, random) => {
  if (random.next() >= probability) return;
  const { width, height } = drawRectangle(minArea, maxArea, 0.3, random);
  const w = Math.round(width * size);
  const h = Math.round(height * size);
  const left = random.int(size - w + 1);
  const top = random.int(size - h + 1);
  for (let y = top; y < top + h; y++) {
    for (let x = left; x < left + w; x++) pixels.set(MEAN_COLOUR, (y * size + x) * 3);
  }
};
