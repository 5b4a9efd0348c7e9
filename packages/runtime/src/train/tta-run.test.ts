/** Runs whose images are judged by several views. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Tta } from '@tlp/language/modalities/images/tta.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { tinyPipeline } from '../testing/image-folder.js';
import { findTiny, tinyRuns } from '../testing/tiny-runs.js';
import { evaluateRun } from './evaluate-run.js';
import { loadModel } from './model.js';
import { logitsOf } from './predict.js';

const runs = tinyRuns();

function pipelineWith(tta?: Tta): Pipeline {
  const pipeline = tinyPipeline(runs.data);
  return { ...pipeline, data: { ...pipeline.data, ...(tta && { tta }) } as Pipeline['data'] };
}

const both: Tta = { kind: 'flip', direction: 'both' };

/** The image and its mirror images as files, by libvips. */
async function mirrorsOf(file: string, folder: string): Promise<readonly string[]> {
  const made = [
    [sharp(file), 'plain'],
    [sharp(file).flop(), 'horizontal'],
    [sharp(file).flip(), 'vertical'],
    [sharp(file).flip().flop(), 'both'],
  ] as const;
  return Promise.all(
    made.map(async ([image, name]) => {
      const copy = path.join(folder, `${name}.png`);
      await writeFile(copy, await image.png().toBuffer());
      return copy;
    }),
  );
}

describe('an image that is judged by its mirror images', () => {
  test.each([
    ['horizontal', [0, 1]],
    ['vertical', [0, 2]],
    ['both', [0, 1, 2, 3]],
  ] as const)('has the mean of their scores: %s', async (direction, views) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-mirrors-'));
    const { out } = await runs.run({}, pipelineWith({ kind: 'flip', direction }));
    const model = await loadModel(out, findTiny);
    const file = path.join(runs.data, 'red', '0.png');
    const scores = async (files: readonly string[], preparation: object) => {
      const rows: Float32Array[] = [];
      const items = files.map((one) => ({ id: one, path: one }));
      for await (const { logits } of logitsOf({ ...model, preparation }, items, { engine: 'portable' }))
        rows.push(...logits);
      return rows;
    };
    const [judged] = await scores([file], model.preparation);
    const { tta: _, ...plain } = model.preparation as { tta?: Tta };
    const each = await scores(await mirrorsOf(file, folder), plain);
    await rm(folder, { recursive: true });
    expect(each[1]).not.toEqual(each[0]);
    judged!.forEach((score, k) => {
      const sums = views.map((view) => each[view]![k]!);
      const mean = sums.reduce((sum, one) => sum + one, 0) / sums.length;
      expect(score).toBeCloseTo(mean, 5);
    });
  });
});

test('a run judges validation and test so, stores each view, and trains on images as they are', async () => {
  const featureFolder = runs.fresh();
  const plain = await runs.run({ featureFolder }, pipelineWith());
  const viewed = await runs.run({ featureFolder }, pipelineWith(both));
  const [train, held] = [15, 9];
  const rows = (bytes: number) => bytes / (4 * 8);
  expect(rows(plain.result.phases[0]!.featureBytes)).toBe(train + held);
  expect(rows(viewed.result.phases[0]!.featureBytes)).toBe(train + 4 * held);
  // The images as they are lie in the store already.
  expect(viewed.result.phases[0]!.forwardPasses).toBe(3 * held);
  const losses = ({ events }: typeof plain) =>
    events.flatMap((event) => (event.type === 'epoch-end' ? event.train.loss : []));
  expect(losses(viewed)).toEqual(losses(plain));
  expect(viewed.result.metrics.test!.count).toBe(plain.result.metrics.test!.count);
  expect(viewed.result.metrics.test!.loss).not.toBe(plain.result.metrics.test!.loss);
});

test('the model of a run judges so too, and names an image once that cannot be read', async () => {
  const { out, result } = await runs.run({}, pipelineWith(both));
  const again = await evaluateRun(out, { findBackbone: findTiny, engine: 'portable' });
  expect(again.metrics!.loss).toBeCloseTo(result.metrics.test!.loss, 4);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-damaged-'));
  await cp(runs.data, folder, { recursive: true });
  await writeFile(path.join(folder, 'red', '0.png'), 'no image');
  const options = { findBackbone: findTiny, engine: 'portable', data: folder } as const;
  const { unreadable, predictions } = await evaluateRun(out, options);
  await rm(folder, { recursive: true });
  expect(unreadable.map(({ code }) => code)).toEqual(['TLP359']);
  expect(predictions).toHaveLength(23);
});
