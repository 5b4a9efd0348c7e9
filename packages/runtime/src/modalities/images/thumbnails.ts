/** Small copies of images, put into the page itself. */
import sharp, { type Sharp } from 'sharp';
import { readRegular } from '../../files/regular.js';

/** Sides in pixels; twice what the page shows on most screens. */
const sides = { usual: 240, small: 88 } as const;

type PictureSize = keyof typeof sides;

/** A WebP data URI of at most a few kilobytes; null where the file not found or no image any more. */
export async function thumbnail(path: string, size: PictureSize = 'usual'): Promise<string | null> {
  try {
    return await smallPicture(sharp(await readRegular(path), { failOn: 'none' }).rotate(), size);
  } catch {
    // A report outlives its images: the page says so in the image's place.
    return null;
  }
}

/** An image of at most so many pixels as the page shows, as a WebP data URI of some kilobytes. @throws what sharp throws */
export async function smallPicture(image: Sharp, size: PictureSize = 'usual'): Promise<string> {
  const side = sides[size];
  const bytes = await image
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 75 })
    .toBuffer();
  return `data:image/webp;base64,${bytes.toString('base64')}`;
}
