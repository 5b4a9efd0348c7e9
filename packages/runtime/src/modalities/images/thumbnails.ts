/** Small copies of images, put into the page itself. */
import sharp from 'sharp';
import { readRegular } from '../../files/regular.js';

/** Side in pixels; twice what the page shows on most screens. */
const side = 240;

/** A WebP data URI of at most a few kilobytes; null where the file not found or no image any more. */
export async function thumbnail(path: string): Promise<string | null> {
  try {
    const bytes = await sharp(await readRegular(path), { failOn: 'none' })
      .rotate()
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 75 })
      .toBuffer();
    return `data:image/webp;base64,${bytes.toString('base64')}`;
  } catch {
    // A report outlives its images: the page says so in the image's place.
    return null;
  }
}
