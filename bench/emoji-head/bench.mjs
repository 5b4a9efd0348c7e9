/** The head phase of the emoji example: every layer of the backbone frozen. */
import path from 'node:path';
import { root } from '../../tools/lib/paths.mjs';
import { faster, noMoreMemory } from '../lib/claims.mjs';
import { measurePython } from '../lib/measure.mjs';
import { emojiData, emptyStore, tlpRun } from '../lib/tlp-run.mjs';

export const title =
  'emoji, head phase: frozen EfficientNet-Lite0 at 128 px, batch 32, Adam, decoding included';
export const unit = 's';
export const usesPeers = true;
/** `peer-epochs`: how many epochs of the peers that compute every epoch anew are run; the rest count as long. */
export const defaults = { epochs: 10, 'peer-epochs': 2, data: emojiData };

export function contestants({ epochs, 'peer-epochs': peerEpochs, data, python, verbose }) {
  let store = null;
  const ours = (pipeline) =>
    tlpRun({
      pipeline,
      phase: 'head',
      sets: { 'schedule.head.epochs': epochs },
      cache: store.folder,
      data,
      verbose,
    });
  const peer = (file, measured, args, env = {}) =>
    measurePython(
      python,
      [
        path.join(root, 'bench', 'emoji-head', file),
        ...[
          '--data',
          path.resolve(root, data),
          '--epochs',
          epochs,
          '--measured-epochs',
          Math.min(measured, epochs),
          ...args,
        ].map(String),
      ],
      { env: { TF_CPP_MIN_LOG_LEVEL: '2', ...env }, verbose },
    );
  // oneDNN on: Keras at its best.
  const oneDnn = { TF_ENABLE_ONEDNN_OPTS: '1' };
  return [
    {
      name: 'tlp',
      measure: async () => {
        await store?.remove();
        store = await emptyStore();
        return ours('small_head');
      },
    },
    {
      name: 'tlp, another head',
      measure: async () => {
        if (!store) throw new Error('"tlp, another head" needs the features that "tlp" stored: run both.');
        const sample = await ours('hidden_layer');
        await store.remove();
        store = null;
        return sample;
      },
    },
    { name: 'PyTorch', measure: () => peer('pytorch.py', peerEpochs, ['--phase', 'head']) },
    {
      name: 'Keras fit',
      measure: () => peer('keras_head.py', peerEpochs, ['--features', 'each-epoch'], oneDnn),
    },
    {
      name: 'Keras, features by hand',
      measure: () => peer('keras_head.py', epochs, ['--features', 'once'], oneDnn),
    },
  ];
}

export const claims = [
  faster('tlp', 'PyTorch', 20, { unit }),
  faster('tlp', 'Keras fit', 1, { unit }),
  faster('tlp, another head', 'tlp', 5, { unit }),
  // At most 1.1 times its time.
  faster('tlp', 'Keras, features by hand', 0.91, { unit, aim: true }),
  noMoreMemory('tlp', 'Keras fit'),
];
