/** Full fine-tuning, nothing frozen but (or not even) the batch-norm statistics. */
import path from 'node:path';
import { root } from '../../tools/lib/paths.mjs';
import { bundleBench } from '../lib/bundle.mjs';
import { faster, noMoreMemory } from '../lib/claims.mjs';
import { measureNode, measurePython } from '../lib/measure.mjs';

export const title = 'full fine-tuning of MobileNetV2, Adam, float32, a batch in memory: images a second';
export const unit = 'img/s';
export const usesPeers = true;
/** Timed steps, after two that are not. `eager-steps`: of tfjs-layers, which takes 20 s a step. */
export const defaults = { steps: 10, 'eager-steps': 1, batch: 32, size: 224, classes: 10 };

export async function contestants({
  python,
  verbose,
  steps,
  'eager-steps': eagerSteps,
  batch,
  size,
  classes,
}) {
  const ours = await bundleBench('lib/training-steps.ts');
  const tfjsLayers = await bundleBench('finetune-throughput/tfjs-layers.ts');
  const model = ['--model', 'mobilenet_v2', '--pool', 'average', '--rate', '1e-4'];
  const common = ['--batch', batch, '--size', size, '--classes', classes];
  const flags = (batchNorm) => [...common, '--steps', steps, '--batch-norm', batchNorm].map(String);
  const pythonFile = (file) => path.join(root, 'bench', 'finetune-throughput', file);
  const keras = (batchNorm, env) =>
    measurePython(python, [pythonFile('keras_mobilenet.py'), ...flags(batchNorm)], {
      env: { TF_CPP_MIN_LOG_LEVEL: '2', ...env },
      verbose,
    });
  const each = (batchNorm) => [
    {
      name: `tlp, batch-norm ${batchNorm}`,
      measure: () => measureNode([ours, ...model, ...flags(batchNorm)], { verbose }),
    },
    {
      name: `PyTorch, batch-norm ${batchNorm}`,
      measure: () => measurePython(python, [pythonFile('pytorch.py'), ...flags(batchNorm)], { verbose }),
    },
    { name: `Keras without oneDNN, batch-norm ${batchNorm}`, measure: () => keras(batchNorm, oneDnn('0')) },
    { name: `Keras with oneDNN, batch-norm ${batchNorm}`, measure: () => keras(batchNorm, oneDnn('1')) },
  ];
  return [
    ...each('frozen'),
    ...each('train'),
    {
      name: 'tfjs-layers, eager',
      measure: () =>
        measureNode([tfjsLayers, ...common.map(String), '--steps', String(eagerSteps)], { verbose }),
    },
  ];
}

/** TensorFlow turns oneDNN on by itself on some processors only; both are measured, whatever it would do here. */
const oneDnn = (on) => ({ TF_ENABLE_ONEDNN_OPTS: on });

export const claims = [
  faster('tlp, batch-norm frozen', 'PyTorch, batch-norm frozen', 1.7, { unit }),
  faster('tlp, batch-norm frozen', 'Keras with oneDNN, batch-norm frozen', 2.5, { unit }),
  faster('tlp, batch-norm frozen', 'tfjs-layers, eager', 20, { unit }),
  faster('tlp, batch-norm train', 'PyTorch, batch-norm train', 1.5, { unit }),
  noMoreMemory('tlp, batch-norm frozen', 'Keras with oneDNN, batch-norm frozen'),
  noMoreMemory('tlp, batch-norm train', 'Keras with oneDNN, batch-norm train'),
];
