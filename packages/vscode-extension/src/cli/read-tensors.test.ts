import { expect, test } from 'vitest';
import { readTensors } from './read-tensors.js';

test('the tensors of a weight file are read as tlp weights tells them', () => {
  const tensors = [{ name: 'conv1/kernel', dtype: 'float32', shape: [3, 3, 3, 2], bytes: 216 }];
  expect(readTensors(JSON.stringify({ format: 'HDF5', tensors }))).toEqual([
    { name: 'conv1/kernel', dtype: 'float32', shape: [3, 3, 3, 2] },
  ]);
});

test.each([
  '',
  'error[TLP251]',
  '{}',
  '[1]',
  '{"tensors":[{"name":"a"}]}',
  '{"tensors":[{"name":"a","dtype":"b","shape":["1"]}]}',
])('%j is none', (out) => {
  expect(readTensors(out)).toBeNull();
});
