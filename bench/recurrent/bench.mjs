/** A bidirectional LSTM on token features that are there, as on a frozen network: steps forward and back, with Adam. */
import path from 'node:path';
import { root } from '../../tools/lib/paths.mjs';
import { bundleBench } from '../lib/bundle.mjs';
import { faster } from '../lib/claims.mjs';
import { flagsOf } from '../lib/flags.mjs';
import { measureNode, measurePython } from '../lib/measure.mjs';

export const title = 'bidirectional LSTM on token features in memory, Adam, float32: texts a second';
export const unit = 'texts/s';
export const usesPeers = true;
/** Timed steps, after two that are not. */
export const defaults = { steps: 10, batch: 32, tokens: 128, width: 384, units: 128 };

export async function contestants({ python, verbose, ...settings }) {
  const flags = flagsOf(settings);
  const ours = await bundleBench('lib/recurrent-steps.ts');
  const peer =
    (file, env = {}) =>
    () =>
      measurePython(python, [path.join(root, 'bench', 'python', file), ...flags], { env, verbose });
  return [
    { name: 'tlp', measure: () => measureNode([ours, ...flags], { verbose }) },
    { name: 'PyTorch', measure: peer('torch_recurrent.py') },
    {
      name: 'Keras',
      measure: peer('keras_recurrent.py', { TF_CPP_MIN_LOG_LEVEL: '2', KERAS_BACKEND: 'tensorflow' }),
    },
  ];
}

export const claims = [
  faster('tlp', 'PyTorch', 1, { unit, aim: true }),
  faster('tlp', 'Keras', 1, { unit, aim: true }),
];
