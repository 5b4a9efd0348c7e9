import { trainedSize } from '../../backbones/trained-size.js';
import { isImageData } from '../../modalities/images/data.js';
import { checked } from '../checked.js';

export const inputFarFromNative = checked<{ size: number; native: number }>({
  code: 'TLP206',
  severity: 'warning',
  title: 'The input size is far from the native size of the backbone',
  explanation:
    'The network learned objects at the scale they have at its native input size. Below two fifths of that size, or above twice it, its features fit poorly.',
  message: ({ size, native }) => `${size}px is far from ${native}px, the size the backbone was trained at.`,
  remedy: ({ native }) => `Use a size closer to ${native}px.`,
  bad: { backbone: 'efficientnet_lite0 {\n  input: 64px\n}' },
  good: { backbone: 'efficientnet_lite0 {\n  input: 128px\n}' },
  applies: { data: isImageData },
  reads: ['backbone'],
  check({ pipeline, backbone }, found) {
    const { inputSize: size, weights } = pipeline.backbone;
    if (weights.kind === 'random' || size < backbone.inputSize.minimum) return;
    const native = trainedSize(backbone, weights);
    if (size < native * 0.4 || size > native * 2) found({ size, native }, 'backbone.input');
  },
});
