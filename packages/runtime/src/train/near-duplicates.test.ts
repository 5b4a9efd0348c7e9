import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrainEvent } from '@tlp/language/run/events.js';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../modalities/images/testing.js';
import { createRandom } from '../random.js';
import { tinyPipeline } from '../testing/image-folder.js';
import { tinyBackbone } from '../testing/tiny-backbone.js';
import { readRun } from './run-directory.js';
import { runPipeline } from './run-pipeline.js';

/** Twelve images a class of random spots; `red/0` once more in a smaller size, under as many names as asked for. */
async function photos(copies: number): Promise<string> {
  const root = await temporaryFolder();
  for (const label of ['red', 'green', 'blue']) {
    await mkdir(join(root, label));
    for (let i = 0; i < 12; i++) {
      const random = createRandom('photo', label, i);
      const data = Buffer.from(Array.from({ length: 8 * 8 * 3 }, () => random.int(256)));
      const image = sharp(data, { raw: { width: 8, height: 8, channels: 3 } });
      await writeFile(
        join(root, label, `${i}.png`),
        await image.resize(64, 64, { kernel: 'cubic' }).png().toBuffer(),
      );
    }
  }
  for (let i = 0; i < copies; i++) {
    const copy = await sharp(join(root, 'red/0.png'))
      .resize(60 - i, 60 - i)
      .png()
      .toBuffer();
    await writeFile(join(root, 'red', `copy${i}.png`), copy);
  }
  return root;
}

it('a run tells of images that look the same in two splits, without decoding any for it', async () => {
  const [root, runs] = [await photos(8), await temporaryFolder()];
  const run = async (out: string, features: string) => {
    const stages: string[] = [];
    const onEvent = (event: TrainEvent) => {
      if (event.type === 'stage') stages.push(event.message);
    };
    await runPipeline(tinyPipeline(root), {
      out: join(runs, out),
      engine: 'portable',
      findBackbone: (name) => (name === 'tiny' ? tinyBackbone : undefined),
      featureFolder: join(runs, features),
      onEvent,
    });
    const { warnings } = await readRun(join(runs, out));
    return { stages, told: warnings.filter(({ code }) => code === 'TLP392') };
  };
  const first = await run('first', 'features');
  expect(first.told).toHaveLength(1);
  expect(first.told[0]!.message).toMatch(/red\/(?:0|copy\d)\.png and red\/(?:0|copy\d)\.png/);
  // Images are decoded for their features, or have been.
  const again = await run('again', 'features');
  expect(again.told).toEqual(first.told);
  for (const { stages } of [first, again]) expect(stages).not.toContain('Comparing the images');
});
