import { hasCode, type TlpError } from '@tlp/language/diagnostic.js';
import { loadTensorFlow, type TensorFlow } from '../native/load.js';
import { noteStandIn } from './stand-in.js';

/**
 * Where TensorFlow's library cannot be had at all, the portable engine stands in. One that was there and is damaged
 * or does not load is another matter: a run must not go on to other numbers than those before it.
 */
const cannotBeHad = ['TLP750', 'TLP751', 'TLP752', 'TLP753'];

export const portableStandsIn = (error: unknown): error is TlpError => hasCode(error, ...cannotBeHad);

/**
 * tfjs-node, or null where the portable engine is asked for, or where `auto` finds no native library: that is noted.
 * @throws TlpError (TLP75x) when TensorFlow is asked for by name and cannot be had; TLP754, TLP758 in any case.
 */
export async function tensorFlowOrNull(
  engine: 'auto' | 'onnx' | 'tensorflow' | 'portable',
): Promise<TensorFlow | null> {
  if (engine === 'portable') return null;
  try {
    return await loadTensorFlow();
  } catch (error) {
    if (engine === 'tensorflow' || !portableStandsIn(error)) throw error;
    const { message } = error.diagnostics[0]!;
    noteStandIn(
      'The portable engine stands in for TensorFlow',
      message,
      'Run "tlp doctor" to see what is missing.',
    );
    return null;
  }
}
