/** What a frozen backbone says of images: the cost of filling the feature store, decoding apart. */
import path from 'node:path';
import { root } from '../../tools/lib/paths.mjs';
import { bundleBench } from '../lib/bundle.mjs';
import { faster } from '../lib/claims.mjs';
import { measureNode, measurePython } from '../lib/measure.mjs';

export const title =
  'forward passes of a backbone to its feature map, float32, a batch in memory: images a second';
export const unit = 'img/s';
export const usesPeers = true;
export const defaults = { steps: 10, batch: 32 };

const backbones = { efficientnet_lite0: 128, mobilenet_v2: 224, resnet50: 224 };

export async function contestants({ python, verbose, steps, batch }) {
  const ours = await bundleBench('inference/ours.ts');
  const file = (name) => path.join(root, 'bench', 'inference', name);
  // oneDNN on: Keras at its best; our TensorFlow engine turns it on by itself.
  const keras = { env: { TF_CPP_MIN_LOG_LEVEL: '2', TF_ENABLE_ONEDNN_OPTS: '1' }, verbose };
  return Object.entries(backbones).flatMap(([backbone, size]) => {
    const flags = ['--backbone', backbone, '--size', size, '--batch', batch, '--steps', steps].map(String);
    const tlp = (engine) => () => measureNode([ours, ...flags, '--engine', engine], { verbose });
    const label = `${backbone} ${size}px`;
    return [
      { name: `${label}, tlp by ONNX`, measure: tlp('onnx') },
      { name: `${label}, tlp by TensorFlow`, measure: tlp('tensorflow') },
      {
        name: `${label}, PyTorch`,
        measure: () => measurePython(python, [file('pytorch.py'), ...flags], { verbose }),
      },
      {
        name: `${label}, Keras`,
        measure: () => measurePython(python, [file('keras_forward.py'), ...flags], keras),
      },
    ];
  });
}

/** Nothing is promised here; the frozen part is worth its own engine where these are above one. */
export const claims = Object.entries(backbones).flatMap(([backbone, size]) =>
  ['PyTorch', 'Keras'].map((peer) =>
    faster(`${backbone} ${size}px, tlp by ONNX`, `${backbone} ${size}px, ${peer}`, 1, { unit, aim: true }),
  ),
);
