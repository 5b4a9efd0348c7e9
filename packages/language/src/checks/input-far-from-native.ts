import { checked } from './rule.js';

export const inputFarFromNative = checked<{ size: number; native: number }>({
  code: 'TLP206',
  severity: 'warning',
  title: "The input is far from the backbone's native size",
  explanation:
    'The network learnt things at the size they have in its native input. At less than two fifths or more than ' +
    'twice of it, its features fit badly.',
  message: ({ size, native }) => `${size}px is far from ${native}px, the size the backbone was trained with.`,
  remedy: ({ native }) => `Write a size nearer to ${native}px.`,
  bad: { backbone: 'efficientnet_lite0 {\n  input: 64px\n}' },
  good: { backbone: 'efficientnet_lite0 {\n  input: 128px\n}' },
  reads: ['backbone'],
  check({ pipeline, backbone }, found) {
    const size = pipeline.backbone.inputSize;
    const { native, minimum } = backbone.inputSize;
    if (pipeline.backbone.weights.kind === 'random' || size < minimum) return;
    if (size < native * 0.4 || size > native * 2) found({ size, native }, 'backbone.input');
  },
});
