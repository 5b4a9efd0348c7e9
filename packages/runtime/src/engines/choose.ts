import { TlpError } from '@tlp/language/diagnostic.js';
import { loadTensorFlow, type TensorFlow } from '../native/load.js';

let warned = false;

/**
 * tfjs-node, or null where the portable engine is asked for, or where `auto` finds no native library: then it
 * says so once on stderr, loudly, because everything still works but many times slower.
 * @throws TlpError (TLP75x) when TensorFlow is asked for by name and cannot be had.
 */
export async function tensorFlowOrNull(
  engine: 'auto' | 'onnx' | 'tensorflow' | 'portable',
): Promise<TensorFlow | null> {
  if (engine === 'portable') return null;
  try {
    return await loadTensorFlow();
  } catch (error) {
    if (engine === 'tensorflow' || !(error instanceof TlpError)) throw error;
    if (!warned) {
      warned = true;
      process.stderr.write(
        `warning: TensorFlow's native library is not available; training runs on the portable engine, many times slower. ` +
          `Run tlp doctor for what is missing.\n${error.message}\n`,
      );
    }
    return null;
  }
}
