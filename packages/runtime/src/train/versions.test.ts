import { expect, it } from 'vitest';
import { changedLibraries, versionsOf } from './versions.js';

it('names every library that computes, with its version', async () => {
  const versions = await versionsOf('auto');
  expect(versions).toMatchObject({
    images: expect.stringMatching(/^libvips \d+\.\d+/),
    features: expect.stringMatching(/^ONNX Runtime \d+\.\d+/),
    training: expect.stringMatching(/^TensorFlow \d+\.\d+/),
  });
  expect((await versionsOf('portable')).training).toMatch(/^tfjs \d+\.\d+\.\d+ \((cpu|tensorflow)\)$/);
});

const begun = {
  tlp: '0.1.0',
  node: '20.0.0',
  platform: 'linux-x64',
  images: 'libvips 8.18.0',
  features: 'ONNX Runtime 1.30.0',
  training: 'TensorFlow 2.15.1',
};

it.each([
  ['the same', {}, []],
  ['another version of what computes nothing', { tlp: '0.2.0', node: '22.0.0' }, []],
  [
    'another version of an engine',
    { training: 'TensorFlow 2.16.0' },
    ['TensorFlow 2.16.0 instead of TensorFlow 2.15.1'],
  ],
  ['another engine', { features: 'TensorFlow 2.15.1' }, ['TensorFlow 2.15.1 instead of ONNX Runtime 1.30.0']],
  ['another decoder', { images: 'libvips 8.19.0' }, ['libvips 8.19.0 instead of libvips 8.18.0']],
])('a run that goes on with %s', (_, changes, told) => {
  const warnings = changedLibraries(begun, { ...begun, ...changes });
  expect(warnings.map(({ code }) => code)).toEqual(told.map(() => 'TLP896'));
  for (const [i, words] of told.entries()) expect(warnings[i]!.message).toContain(words);
});
