/** The tune phase of the emoji example: all up to block 5 frozen, the rest trained with frozen batch-norm. */
import path from 'node:path';
import { root } from '../../tools/lib/paths.mjs';
import { faster } from '../lib/claims.mjs';
import { flagsOf } from '../lib/flags.mjs';
import { measurePython } from '../lib/measure.mjs';
import { emojiData, emptyStore, tlpRun } from '../lib/tlp-run.mjs';

export const title =
  'emoji, tune phase: EfficientNet-Lite0 at 128 px frozen ..block5, batch 32, AdamW, decoding included';
export const unit = 's';
export const usesPeers = true;
/** `head-epochs`: of the phase before, which is not part of the figure. */
export const defaults = { epochs: 5, 'head-epochs': 10, 'peer-epochs': 2, data: emojiData };

export function contestants({ epochs, data, python, verbose, ...rest }) {
  const sets = { 'schedule.head.epochs': rest['head-epochs'], 'schedule.tune.epochs': epochs };
  const measured = Math.min(rest['peer-epochs'], epochs);
  const peer = (file, more, env = {}) =>
    measurePython(
      python,
      [
        path.join(root, 'bench', file),
        ...flagsOf({ ...more, data: path.resolve(root, data), epochs, 'measured-epochs': measured }),
      ],
      { env, verbose },
    );
  return [
    {
      name: 'tlp',
      measure: async () => {
        const store = await emptyStore();
        try {
          return await tlpRun({
            pipeline: 'head_then_tune',
            phase: 'tune',
            sets,
            cache: store.folder,
            data,
            verbose,
          });
        } finally {
          await store.remove();
        }
      },
    },
    {
      // Without the head phase before: an epoch takes as long whatever the weights are.
      name: 'PyTorch',
      measure: () => peer('emoji-head/pytorch.py', { phase: 'tune' }),
    },
    {
      // Without what extracting takes, as ours is without the pass, which phase `head` makes. oneDNN on: Keras at its best.
      name: 'Keras, features stored by hand',
      measure: () =>
        peer('emoji-tune/keras_stored.py', {}, { TF_CPP_MIN_LOG_LEVEL: '2', TF_ENABLE_ONEDNN_OPTS: '1' }),
    },
  ];
}

export const claims = [
  faster('tlp', 'PyTorch', 3, { unit }),
  faster('tlp', 'Keras, features stored by hand', 2, { unit }),
];
