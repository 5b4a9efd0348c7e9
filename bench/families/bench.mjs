/** A network of each kind that people fine-tune: training steps with nothing frozen, and forward passes of the frozen backbone. */
import { fasterThanBest } from '../lib/claims.mjs';
import { throughputPrograms } from '../lib/throughput.mjs';

export const title =
  'full fine-tuning with Adam and frozen forward passes of five families, float32, a batch in memory: images a second';
export const unit = 'img/s';
export const usesPeers = true;
/** Timed steps and passes, after two that are not. `batch-norm`: `frozen` or `train`. */
export const defaults = { steps: 5, batch: 16, size: 224, classes: 10, 'batch-norm': 'frozen' };

/** Learning rates of Adam, for losses that stay finite. */
const rates = {
  resnet50: 1e-4,
  mobilenet_v3_large: 1e-4,
  efficientnet_b0: 1e-4,
  convnext_tiny: 1e-5,
  vit_s_16: 1e-5,
};

const peers = {
  training: ['PyTorch', 'PyTorch, torch.compile', 'Keras'],
  forward: ['PyTorch', 'Keras'],
};

export async function contestants({ python, verbose, ...settings }) {
  const { training, forward } = await throughputPrograms({ python, verbose });
  return Object.entries(rates).flatMap(([model, rate]) => {
    const { classes: _, 'batch-norm': __, ...passes } = { model, ...settings };
    const steps = { model, rate, ...settings };
    const channelsLast = { ...steps, 'channels-last': true };
    return [
      [`${model}, training, tlp`, training.tlp(steps)],
      [`${model}, training, PyTorch`, training.pytorch(channelsLast)],
      [`${model}, training, PyTorch, torch.compile`, training.pytorch({ ...channelsLast, compile: true })],
      [`${model}, training, Keras`, training.keras(steps)],
      [`${model}, forward, tlp`, forward.tlp({ ...passes, engine: 'onnx' })],
      [`${model}, forward, PyTorch`, forward.pytorch(passes)],
      [`${model}, forward, Keras`, forward.keras(passes)],
    ].map(([name, measure]) => ({ name, measure }));
  });
}

export const claims = Object.keys(rates).flatMap((model) =>
  Object.entries(peers).map(([kind, names]) =>
    fasterThanBest(
      `${model}, ${kind}, tlp`,
      names.map((name) => `${model}, ${kind}, ${name}`),
      1.3,
    ),
  ),
);
