/** Full fine-tuning of vision transformers, nothing frozen. */
import { faster } from '../lib/claims.mjs';
import { throughputPrograms } from '../lib/throughput.mjs';

export const title = 'full fine-tuning of ViT, Adam, float32, a batch in memory: images a second';
export const unit = 'img/s';
export const usesPeers = true;
/** Timed steps, after two that are not. */
export const defaults = { steps: 5, batch: 16, size: 224, classes: 10, model: 'vit_s_16' };

export async function contestants({ python, verbose, ...settings }) {
  const { training } = await throughputPrograms({ python, verbose });
  const options = { ...settings, rate: 1e-5, 'batch-norm': 'frozen' };
  const pytorch = (name, more = {}) => ({
    name: `PyTorch${name}`,
    measure: training.pytorch({ ...options, ...more }),
  });
  return [
    { name: 'tlp', measure: training.tlp(options) },
    pytorch(''),
    // It concerns only the patches' convolution; it is tried because it is the usual advice.
    pytorch(', channels-last', { 'channels-last': true }),
    pytorch(', torch.compile', { compile: true }),
  ];
}

export const claims = [
  faster('tlp', 'PyTorch', 1, { unit, aim: true }),
  faster('tlp', 'PyTorch, torch.compile', 1, { unit, aim: true }),
];
