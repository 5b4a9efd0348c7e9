/** Full fine-tuning, nothing frozen but (or not even) the batch-norm statistics. */

import { bundleBench } from '../lib/bundle.mjs';
import { faster, noMoreMemory } from '../lib/claims.mjs';
import { flagsOf } from '../lib/flags.mjs';
import { measureNode } from '../lib/measure.mjs';
import { throughputPrograms } from '../lib/throughput.mjs';

export const title = 'full fine-tuning of MobileNetV2, Adam, float32, a batch in memory: images a second';
export const unit = 'img/s';
export const usesPeers = true;
/** Timed steps, after two that are not. `eager-steps`: of tfjs-layers, which takes 20 s a step. */
export const defaults = { steps: 10, 'eager-steps': 1, batch: 32, size: 224, classes: 10 };

export async function contestants({ python, verbose, 'eager-steps': eagerSteps, ...settings }) {
  const { training } = await throughputPrograms({ python, verbose });
  const tfjsLayers = await bundleBench('finetune-throughput/tfjs-layers.ts');
  const { steps: _, ...common } = settings;
  const eager = flagsOf({ ...common, steps: eagerSteps });
  const each = (batchNorm) => {
    const options = { model: 'mobilenet_v2', rate: 1e-4, ...settings, 'batch-norm': batchNorm };
    return [
      { name: `tlp, batch-norm ${batchNorm}`, measure: training.tlp(options) },
      {
        name: `PyTorch, batch-norm ${batchNorm}`,
        measure: training.pytorch({ ...options, 'channels-last': true }),
      },
      {
        name: `Keras without oneDNN, batch-norm ${batchNorm}`,
        measure: training.keras(options, { oneDnn: false }),
      },
      { name: `Keras with oneDNN, batch-norm ${batchNorm}`, measure: training.keras(options) },
    ];
  };
  return [
    ...each('frozen'),
    ...each('train'),
    { name: 'tfjs-layers, eager', measure: () => measureNode([tfjsLayers, ...eager], { verbose }) },
  ];
}

export const claims = [
  faster('tlp, batch-norm frozen', 'PyTorch, batch-norm frozen', 1.7, { unit }),
  faster('tlp, batch-norm frozen', 'Keras with oneDNN, batch-norm frozen', 2.5, { unit }),
  faster('tlp, batch-norm frozen', 'tfjs-layers, eager', 20, { unit }),
  faster('tlp, batch-norm train', 'PyTorch, batch-norm train', 1.5, { unit }),
  noMoreMemory('tlp, batch-norm frozen', 'Keras with oneDNN, batch-norm frozen'),
  noMoreMemory('tlp, batch-norm train', 'Keras with oneDNN, batch-norm train'),
];
