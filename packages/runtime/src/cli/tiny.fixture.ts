/** A pipeline for tests of commands: nothing is downloaded, and it trains in a moment on the engine that needs no native library. */
import { join } from 'node:path';
import sharp from 'sharp';
import { writeFileAtomic } from '../files/atomic.js';

/** Of the first blocks of a small network. @param schedule the lines within its block. @param options its name, and its weight file */
export const tinyText = (schedule: string, { name = 'tiny', weights = 'weights.safetensors' } = {}) =>
  `pipeline ${name} {
  backbone mobilenet_v1_025 {
    weights: file("${weights}")
    input: 32px
    until: block3
  }
  data images("data") {
    split: stratified(train: 60%, validation: 20%, test: 20%)
    batch: 4
  }
  head {
    pool(average)
    dense(classes)
  }
  schedule {
${schedule}
  }
}
`;

/** Ten images of 40 px each of two classes, one red and one blue. @param classes their names */
export async function twoColours(
  folder: string,
  classes: readonly [red: string, blue: string],
): Promise<void> {
  const [red, blue] = classes;
  for (const [name, colour] of [
    [red, { r: 200, g: 30, b: 30 }],
    [blue, { r: 30, g: 30, b: 200 }],
  ] as const) {
    for (let i = 0; i < 10; i++) {
      const background = { ...colour, g: 20 * i };
      const image = await sharp({ create: { width: 40, height: 40, channels: 3, background } })
        .png()
        .toBuffer();
      await writeFileAtomic(join(folder, name, `${i}.png`), image);
    }
  }
}
