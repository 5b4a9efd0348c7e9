import { expect, it } from 'vitest';
import { loadTensorFlow } from './load.js';
import { requireProc } from './proc.js';

it('computes with the native library', async () => {
  const tf = await loadTensorFlow();
  expect(tf.getBackend()).toBe('tensorflow');
  expect(tf.matMul([[1, 2]], [[3], [4]]).dataSync()[0]).toBe(11);
});

it.skipIf(process.platform !== 'linux')(
  'says so where /proc is missing, before TensorFlow ends the process',
  async () => {
    await expect(requireProc()).resolves.toBeUndefined();
    await expect(requireProc('/nowhere/self/exe')).rejects.toThrow(/TLP760: .* without \/proc/);
  },
);
