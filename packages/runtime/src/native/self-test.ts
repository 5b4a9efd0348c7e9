import { loadTensorFlow } from './load.js';

/** Loads TensorFlow as training does and has it multiply two matrices; undefined when right, else what went wrong. */
export async function selfTest(): Promise<string | undefined> {
  try {
    const tf = await loadTensorFlow();
    if (tf.getBackend() !== 'tensorflow') return `tfjs runs on its backend "${tf.getBackend()}"`;
    const product = tf.tidy(() => tf.matMul([[1, 2]], [[3], [4]]).dataSync()[0]);
    return product === 11 ? undefined : `1·3 + 2·4 came out as ${product}`;
  } catch (error) {
    return (error as Error).message;
  }
}
