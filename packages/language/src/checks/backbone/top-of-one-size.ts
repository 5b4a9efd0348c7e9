import { checked } from '../checked.js';

export const topOfOneSize = checked<{ size: number; only: number; backbone: string }>({
  code: 'TLP213',
  severity: 'error',
  title: 'The published hidden layers are for one input size only',
  explanation:
    'The first hidden layer of such a classifier has a weight for each place of the feature map. At another input size there are more or fewer places.',
  message: ({ size, only, backbone }) =>
    `The hidden layers of \`${backbone}\` have weights for ${only}px only, not for ${size}px.`,
  remedy: ({ only }) => `Write \`input: ${only}px\`, or remove \`top\`.`,
  bad: { backbone: 'alexnet {\n  top: published\n  input: 160px\n}', head: 'dense(classes)' },
  good: { backbone: 'alexnet {\n  top: published\n  input: 224px\n}', head: 'dense(classes)' },
  reads: ['backbone'],
  check({ pipeline, backbone }, found) {
    const { inputSize: size, weights } = pipeline.backbone;
    const { only } = backbone.inputSize;
    if (backbone.top === undefined || only === undefined || weights.kind === 'random') return;
    if (size !== only) found({ size, only, backbone: backbone.name }, 'backbone.input');
  },
});
