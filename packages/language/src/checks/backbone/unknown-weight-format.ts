import { checked } from '../checked.js';

export const weightExtensions = [
  '.pth',
  '.pt',
  '.ckpt',
  '.bin',
  '.pth.tar',
  '.safetensors',
  '.h5',
  '.hdf5',
  '.keras',
] as const;

export const isWeightName = (path: string): boolean =>
  weightExtensions.some((ending) => path.toLowerCase().endsWith(ending));

export const unknownWeightFormat = checked<{
  path: string;
  /** The published weights that the text names, where it does. */
  published: string | null;
}>({
  code: 'TLP204',
  severity: 'error',
  title: 'Unsupported weight file',
  explanation:
    'Weights are read from PyTorch files (`.pth`, `.pt`, `.bin`, `.ckpt` checkpoints), safetensors files, and Keras ' +
    'models and weights (`.keras`, `.h5`, `.weights.h5`). A string is the path of such a file; published weights are named ' +
    'without quotes.',
  message: ({ path }) => `\`${path.split(/[/\\]/).at(-1)}\` has an unsupported weight-file extension.`,
  remedy: ({ published }) =>
    published === null
      ? `Give a file that ends in ${weightExtensions.map((e) => `\`${e}\``).join(', ')}.`
      : `Write \`${published}\` without quotes; a string is a file path.`,
  bad: { backbone: 'resnet50 {\n  weights: "imagenet"\n}' },
  good: { backbone: 'resnet50 {\n  weights: imagenet\n}' },
  reads: ['backbone'],
  check({ pipeline, backbone }, found) {
    const { weights } = pipeline.backbone;
    if (weights.kind !== 'file') return;
    if (!isWeightName(weights.path)) {
      const name = weights.path.split(/[/\\]/).at(-1)!;
      const names = [...backbone.sources.map((source) => source.name), 'random'];
      found({ path: weights.path, published: names.includes(name) ? name : null }, 'backbone.weights');
    }
  },
});
