/** The tune phase of the emoji example: all up to block 5 frozen, the rest trained with frozen batch-norm. */
import path from 'node:path';
import { root } from '../../tools/lib/paths.mjs';
import { faster } from '../lib/claims.mjs';
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
  const pytorch = path.join(root, 'bench', 'emoji-head', 'pytorch.py');
  const measured = Math.min(rest['peer-epochs'], epochs);
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
      measure: () =>
        measurePython(
          python,
          [
            pytorch,
            '--phase',
            'tune',
            '--data',
            path.resolve(root, data),
            '--epochs',
            epochs,
            '--measured-epochs',
            measured,
          ].map(String),
          { verbose },
        ),
    },
  ];
}

export const claims = [faster('tlp', 'PyTorch', 3, { unit })];
