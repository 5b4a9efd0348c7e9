import { expect, it } from 'vitest';
import { changedLibraries, environmentDifferences } from './changed-versions.js';

const begun = {
  tlp: '0.1.0',
  node: '20.0.0',
  platform: 'linux-x64',
  images: 'libvips 8.18.0',
  features: 'ONNX Runtime 1.30.0',
  training: 'TensorFlow 2.15.1',
  processor: 'AMD EPYC 7B13',
  instructions: 'avx2',
  threads: '2',
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
  [
    'another set of instructions',
    { instructions: 'avx512' },
    ['avx512 instructions instead of avx2 instructions; its weights may differ'],
  ],
  [
    'a processor without them',
    { instructions: 'none' },
    ['no wide instructions instead of avx2 instructions'],
  ],
  [
    'another processor and more threads',
    { processor: 'Xeon', threads: '8' },
    ['Xeon instead of AMD EPYC 7B13, 8 threads instead of 2 threads'],
  ],
  ['another decoder', { images: 'libvips 8.19.0' }, ['libvips 8.19.0 instead of libvips 8.18.0']],
])('a run that goes on with %s', (_, changes, told) => {
  const warnings = changedLibraries(begun, { ...begun, ...changes });
  expect(warnings.map(({ code }) => code)).toEqual(told.map(() => 'TLP896'));
  for (const [i, words] of told.entries()) expect(warnings[i]!.message).toContain(words);
});

it('a run of an older version, which does not say what it was computed on, goes on in silence', () => {
  const { processor: _, instructions: __, threads: ___, ...older } = begun;
  expect(changedLibraries(older, begun)).toEqual([]);
});

it('runs differ in what both say otherwise', () => {
  const { threads: _, ...older } = begun;
  const runs = [begun, { ...begun, tlp: '0.2.0', instructions: 'avx512' }, older].map((versions) => ({
    versions,
  }));
  expect(environmentDifferences(runs)).toEqual([
    { name: 'instructions', values: ['avx2', 'avx512', 'avx2'] },
  ]);
});
