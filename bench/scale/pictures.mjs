/** Many small pictures in class folders: noise in a color of the class, all different, the same every time. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { writePipeline } from './pipeline.mjs';
import { generator } from './random.mjs';

const SIDE = 32;
const CLASSES = 20;
const WRITTEN_AT_ONCE = 16;

/** @returns the pipeline that learns them */
export async function makePictures(folder, count) {
  const classFolder = (label) => path.join(folder, 'pictures', `class${label}`);
  for (let label = 0; label < CLASSES; label++) await mkdir(classFolder(label), { recursive: true });
  const random = generator(1);
  let next = 0;
  const write = async () => {
    while (next < count) {
      const at = next++;
      const label = at % CLASSES;
      const words = Uint32Array.from({ length: (SIDE * SIDE * 3) / 4 }, random);
      const pixels = new Uint8Array(words.buffer).map((value, i) => (value >> 1) + shade(label, i % 3));
      await sharp(pixels, { raw: { width: SIDE, height: SIDE, channels: 3 } })
        .jpeg({ quality: 60 })
        .toFile(path.join(classFolder(label), `${at}.jpg`));
    }
  };
  await Promise.all(Array.from({ length: WRITTEN_AT_ONCE }, write));
  return writePipeline(folder, {
    name: 'pictures',
    backbone: `efficientnet_lite0 {\n    weights: imagenet\n    input: ${SIDE}px\n  }`,
    data: ['images("pictures")'],
    ...{ batch: 64, rate: 1e-3 },
  });
}

const shade = (label, channel) => (label * (37 + 29 * channel)) % 128;
