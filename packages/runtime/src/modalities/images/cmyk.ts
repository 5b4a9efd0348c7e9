/** Printing inks to RGB, as Pillow converts them: no colour profile, whatever the file says of one. */
import sharp, { type Sharp } from 'sharp';

/**
 * A JPEG of four inks, CMYK or YCCK, as an RGB image, turned upright. libvips would go through a colour profile, which
 * makes another blue of blue; the backbones were trained with Pillow's.
 */
export async function rgbOfInks(image: Sharp): Promise<Sharp> {
  const inks = image.pipelineColourspace('cmyk').toColourspace('cmyk').autoOrient();
  const { data, info } = await inks.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  if (info.channels !== 4) throw new Error(`the decoder gave ${info.channels} inks`);
  const { width, height } = info;
  return sharp(convertInks(data), { raw: { width, height, channels: 3 } });
}

/** `255 - black - ink · (255 - black) / 255`, rounded as Pillow does (`Convert.c`, `cmyk2rgb`); in place. */
function convertInks(inks: Buffer): Buffer {
  const pixels = inks.length / 4;
  for (let i = 0; i < pixels; i++) {
    const light = 255 - inks[4 * i + 3]!;
    for (let c = 0; c < 3; c++) {
      const product = inks[4 * i + c]! * light + 128;
      inks[3 * i + c] = Math.max(0, light - (((product >> 8) + product) >> 8));
    }
  }
  return inks.subarray(0, 3 * pixels);
}
