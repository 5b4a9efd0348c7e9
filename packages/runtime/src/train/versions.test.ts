import { expect, it } from 'vitest';
import { versionsOf } from './versions.js';

it('names every library that computes, with its version', async () => {
  const versions = await versionsOf('auto');
  expect(versions).toMatchObject({
    images: expect.stringMatching(/^libvips \d+\.\d+/),
    features: expect.stringMatching(/^ONNX Runtime \d+\.\d+/),
    training: expect.stringMatching(/^TensorFlow \d+\.\d+/),
    threads: expect.stringMatching(/^\d+$/),
  });
  expect((await versionsOf('portable')).training).toMatch(/^tfjs \d+\.\d+\.\d+ \((cpu|tensorflow)\)$/);
});
