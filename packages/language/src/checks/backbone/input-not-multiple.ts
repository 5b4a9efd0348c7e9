import { checked } from '../checked.js';

export const inputNotMultiple = checked<{ size: number; step: number }>({
  code: 'TLP203',
  severity: 'warning',
  title: 'The input size is not a multiple of the stride',
  explanation:
    'The network halves the image several times. A side that does not divide evenly is padded, and feature positions shift from where they were in training.',
  message: ({ size, step }) => `${size}px is not a multiple of ${step}px.`,
  remedy: ({ size, step }) => {
    const below = Math.max(step, Math.floor(size / step) * step);
    return `Write \`input: ${below}px\` or \`input: ${below + step}px\`.`;
  },
  bad: { backbone: 'efficientnet_lite0 {\n  input: 150px\n}' },
  good: { backbone: 'efficientnet_lite0 {\n  input: 160px\n}' },
  reads: ['backbone'],
  check({ pipeline, backbone }, found) {
    const size = pipeline.backbone.inputSize;
    const { multipleOf: step, minimum, native } = backbone.inputSize;
    // At the native size they are where they were in training, however it divides: 260 px for EfficientNet-B2.
    const odd = size % step !== 0 && size !== native;
    if (size >= minimum && odd) found({ size, step }, 'backbone.input');
  },
});
