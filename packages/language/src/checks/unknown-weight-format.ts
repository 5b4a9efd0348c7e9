import { checked } from './rule.js';

export const weightExtensions = ['.pth', '.pt', '.safetensors'] as const;

export const unknownWeightFormat = checked<{ path: string }>({
  code: 'TLP204',
  severity: 'error',
  title: 'The kind of weight file is unknown',
  explanation: 'Weight files are read by their ending: PyTorch state dicts and safetensors.',
  message: ({ path }) => `\`${path.split(/[/\\]/).at(-1)}\` has none of the endings of weight files.`,
  remedy: () => `Give a file that ends in ${weightExtensions.map((e) => `\`${e}\``).join(', ')}.`,
  bad: { backbone: 'resnet50 {\n  weights: file("resnet50.h5")\n}' },
  good: { backbone: 'resnet50 {\n  weights: file("resnet50.pth")\n}' },
  reads: ['backbone'],
  check({ pipeline }, found) {
    const { weights } = pipeline.backbone;
    if (weights.kind !== 'file') return;
    const path = weights.path.toLowerCase();
    if (!weightExtensions.some((ending) => path.endsWith(ending))) {
      found({ path: weights.path }, 'backbone.weights');
    }
  },
});
