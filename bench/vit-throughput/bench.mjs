/** Full fine-tuning of vision transformers, nothing frozen. */
import path from 'node:path';
import { root } from '../../tools/lib/paths.mjs';
import { bundleBench } from '../lib/bundle.mjs';
import { faster } from '../lib/claims.mjs';
import { measureNode, measurePython } from '../lib/measure.mjs';

export const title = 'full fine-tuning of ViT, Adam, float32, a batch in memory: images a second';
export const unit = 'img/s';
export const usesPeers = true;
/** Timed steps, after two that are not. */
export const defaults = { steps: 5, batch: 16, size: 224, classes: 10, model: 'vit_s_16' };

export async function contestants({ python, verbose, steps, batch, size, classes, model }) {
  const ours = await bundleBench('lib/training-steps.ts');
  const flags = [
    '--steps',
    steps,
    '--batch',
    batch,
    '--size',
    size,
    '--classes',
    classes,
    '--model',
    model,
  ].map(String);
  const own = ['--pool', 'class_token', '--rate', '1e-5', '--batch-norm', 'frozen'];
  const script = path.join(root, 'bench', 'vit-throughput', 'pytorch.py');
  const pytorch = (name, ...more) => ({
    name: `PyTorch${name}`,
    measure: () => measurePython(python, [script, ...flags, ...more], { verbose }),
  });
  return [
    { name: 'tlp', measure: () => measureNode([ours, ...flags, ...own], { verbose }) },
    pytorch(''),
    pytorch(', channels-last', '--channels-last'),
    pytorch(', torch.compile', '--compile'),
  ];
}

export const claims = [
  faster('tlp', 'PyTorch', 1, { unit, aim: true }),
  faster('tlp', 'PyTorch, torch.compile', 1, { unit, aim: true }),
];
