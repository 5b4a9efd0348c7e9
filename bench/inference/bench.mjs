/** What a frozen backbone says of images: the cost of filling the feature store, decoding apart. */
import { faster } from '../lib/claims.mjs';
import { throughputPrograms } from '../lib/throughput.mjs';

export const title =
  'forward passes of a backbone to its feature map, float32, a batch in memory: images a second';
export const unit = 'img/s';
export const usesPeers = true;
export const defaults = { steps: 10, batch: 32 };

const backbones = { efficientnet_lite0: 128, mobilenet_v2: 224, resnet50: 224 };

export async function contestants({ python, verbose, steps, batch }) {
  const { forward } = await throughputPrograms({ python, verbose });
  return Object.entries(backbones).flatMap(([model, size]) => {
    const options = { model, size, batch, steps };
    const label = `${model} ${size}px`;
    return [
      { name: `${label}, tlp by ONNX`, measure: forward.tlp({ ...options, engine: 'onnx' }) },
      { name: `${label}, tlp by TensorFlow`, measure: forward.tlp({ ...options, engine: 'tensorflow' }) },
      { name: `${label}, PyTorch`, measure: forward.pytorch(options) },
      // oneDNN on: Keras at its best; our TensorFlow engine turns it on by itself.
      { name: `${label}, Keras`, measure: forward.keras(options) },
    ];
  });
}

/** Nothing is promised here; the frozen part is worth its own engine where these are above one. */
export const claims = Object.entries(backbones).flatMap(([backbone, size]) =>
  ['PyTorch', 'Keras'].map((peer) =>
    faster(`${backbone} ${size}px, tlp by ONNX`, `${backbone} ${size}px, ${peer}`, 1, { unit, aim: true }),
  ),
);
