import { checked } from '../checked.js';

export const inputOfOneSize = checked<{ size: number; only: number; backbone: string }>({
  code: 'TLP207',
  severity: 'error',
  title: 'The backbone has weights for one input size only',
  explanation:
    'A vision transformer has learned an embedding for the position of each patch. At another size there are more or fewer patches, and the weights have no embeddings for them.',
  message: ({ size, only, backbone }) => `\`${backbone}\` has weights for ${only}px only, not for ${size}px.`,
  remedy: ({ only }) => `Write \`input: ${only}px\`.`,
  bad: { backbone: 'vit_s_16 {\n  input: 256px\n}' },
  good: { backbone: 'vit_s_16 {\n  input: 224px\n}' },
  reads: ['backbone'],
  check({ pipeline, backbone }, found) {
    const size = pipeline.backbone.inputSize;
    const { only, minimum } = backbone.inputSize;
    if (pipeline.backbone.weights.kind === 'random' || only === undefined || size < minimum) return;
    if (size !== only) found({ size, only, backbone: backbone.name }, 'backbone.input');
  },
});
