/** TensorFlow's native library, set up with its progress shown where a command needs it for the first time. */
import { portableStandsIn } from '../engines/choose.js';
import { loadTensorFlow } from '../native/load.js';
import type { Context } from './command.js';
import { setupProgress } from './setup-progress.js';

/**
 * Loads the library for the engines that want it. Where it cannot be had, `auto` goes on: choosing an engine then
 * warns and takes the portable one. @throws TlpError TLP754, TLP758; TLP750–TLP753 where it must be TensorFlow
 */
export async function prepareNative(
  engine: 'auto' | 'onnx' | 'tensorflow' | 'portable',
  context: Pick<Context, 'err'>,
): Promise<void> {
  if (engine === 'portable' || engine === 'onnx') return;
  const progress = setupProgress(context.err);
  const loading = loadTensorFlow({ onProgress: progress.show }).finally(progress.end);
  await loading.catch((error: unknown) => {
    if (engine !== 'auto' || !portableStandsIn(error)) throw error;
  });
}
