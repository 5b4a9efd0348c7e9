import { expect, it } from 'vitest';
import { loadTensorFlow } from './load.js';

it('computes with the native library', async () => {
  const tf = await loadTensorFlow();
  expect(tf.getBackend()).toBe('tensorflow');
  expect(tf.matMul([[1, 2]], [[3], [4]]).dataSync()[0]).toBe(11);
});
