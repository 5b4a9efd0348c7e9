import { useWeightFile } from '../../weights/kinds.js';
import { fileChecked } from '../checked.js';

export const weightsNotWeights = fileChecked<{ path: string; problem: string; remedy: string }>({
  code: 'TLP250',
  severity: 'error',
  title: 'Not a weight file',
  explanation:
    'The file is of none of the formats that weights are read from: PyTorch files that `torch.save` wrote (.pth, .pt, ' +
    '.bin), safetensors, Keras models and weights (.keras, .h5), ONNX models, TensorFlow.js models (model.json), and ' +
    'SavedModels and checkpoints of TensorFlow. A TorchScript program or a Git LFS pointer is not one either; the ' +
    'message says what the file looks like.',
  message: ({ path, problem }) => `The file ${path} ${problem}.`,
  remedy: ({ remedy }) => remedy,
  bad: {
    backbone: 'resnet50 {\n  weights: file("resnet50.pth")\n}',
    others: { 'resnet50.pth': 'version https://git-lfs.github.com/spec/v1\n' },
  },
  good: {
    backbone: 'resnet50 {\n  weights: file("resnet50.pth")\n}',
    others: { 'resnet50.pth': 'PK\u0003\u0004' },
  },
  reads: ['backbone'],
  check({ weightFile, weights }, found) {
    if (!weightFile || !weights) return;
    const { path, at } = weightFile;
    const remedy = useWeightFile;
    // A network's own folder may have its weights later.
    if (weights.kind === 'folder' && at === 'backbone.weights')
      found({ path, problem: 'is a folder without weights', remedy }, at);
    if (weights.kind === 'irregular') found({ path, problem: 'is not a regular file', remedy }, at);
    if (weights.kind === 'other') found({ path, problem: weights.problem, remedy: weights.remedy }, at);
  },
});
