import { fillOf } from '../channels.js';
import { drawRectangle } from './crop.js';
import type { ChangePixels } from './kinds.js';

/** Random erasing (Zhong et al. 2017, arXiv:1708.04896): with a probability, fills a rectangle with the mean color, transparent where there is alpha. */
export const erase: ChangePixels<'erase'> = (
  pixels,
  { size, channels },
  { probability, minArea, maxArea },
  random,
) => {
  if (random.next() >= probability) return;
  const { width, height } = drawRectangle(minArea, maxArea, 0.3, random);
  const w = Math.round(width * size);
  const h = Math.round(height * size);
  const left = random.int(size - w + 1);
  const top = random.int(size - h + 1);
  const fill = fillOf(channels);
  for (let y = top; y < top + h; y++) {
    for (let x = left; x < left + w; x++) pixels.set(fill, (y * size + x) * channels);
  }
};
