import { fileName } from '../../resolve/paths.js';
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
  '.onnx',
  '.json',
  '.pb',
  '.index',
] as const;

export const isWeightName = (path: string): boolean =>
  weightExtensions.some((ending) => path.toLowerCase().endsWith(ending));

/** The folder of a SavedModel or of Hugging Face's libraries has a name without an ending. */
const isFolderName = (path: string): boolean => !/\.[^/\\]*$/.test(path);

export const unknownWeightFormat = checked<{
  path: string;
  /** The published weights that the text names, where it does. */
  published: string | null;
}>({
  code: 'TLP204',
  severity: 'error',
  title: 'Unsupported weight file',
  explanation:
    'Weights are read from files of PyTorch (`.pth`, `.pt`, `.bin`, `.ckpt`), safetensors, Keras (`.keras`, `.h5`), ' +
    'ONNX (`.onnx`), TensorFlow.js (`model.json`) and TensorFlow (a SavedModel, or `.index` of a checkpoint), and from the ' +
    'folders in which models are saved. A string is the path of such a file or folder; published weights are named without ' +
    'quotes.',
  message: ({ path }) => `\`${fileName(path)}\` has an unsupported weight-file extension.`,
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
    if (isWeightName(weights.path)) return;
    const name = fileName(weights.path);
    const published = [...backbone.sources.map((source) => source.name), 'random'].includes(name);
    if (isFolderName(weights.path) && !published) return;
    found({ path: weights.path, published: published ? name : null }, 'backbone.weights');
  },
});
