import { checked } from '../checked.js';

export const inputTooSmall = checked<{ size: number; minimum: number; backbone: string }>({
  code: 'TLP202',
  severity: 'error',
  title: 'The input is too small for the backbone',
  explanation: 'A network that halves its input five times has nothing left below 32 pixels.',
  message: ({ size, minimum, backbone }) =>
    `\`${backbone}\` needs images of at least ${minimum}px, not ${size}px.`,
  remedy: ({ minimum }) => `Write \`input: ${minimum}px\` or more.`,
  bad: { backbone: 'efficientnet_lite0 {\n  input: 16px\n}' },
  good: { backbone: 'efficientnet_lite0 {\n  input: 96px\n}' },
  reads: ['backbone'],
  check({ pipeline, backbone }, found) {
    const size = pipeline.backbone.inputSize;
    const { minimum } = backbone.inputSize;
    if (size < minimum) found({ size, minimum, backbone: backbone.name }, 'backbone.input');
  },
});
