import { safetensorsText } from '../../weights/example.js';
import { copyAgain } from '../../weights/kinds.js';
import { fileChecked } from '../checked.js';

export const weightsInvalid = fileChecked<{ path: string; problem: string }>({
  code: 'TLP254',
  severity: 'error',
  title: 'Invalid safetensors header',
  explanation:
    'The header is too long, is not JSON, or describes tensors that overlap, leave gaps, reach past the end of the file or do not have the size of their type and shape.',
  message: ({ path, problem }) => `The safetensors file ${path} is invalid: ${problem}.`,
  remedy: () => copyAgain,
  bad: {
    backbone: 'resnet50 {\n  weights: file("resnet50.safetensors")\n}',
    others: { 'resnet50.safetensors': safetensorsText({ 'conv1.weight': [64, 3, 7, 7] }).slice(0, 40) },
  },
  good: {
    backbone: 'resnet50 {\n  weights: file("resnet50.pth")\n}',
    others: { 'resnet50.pth': 'PK\u0003\u0004' },
  },
  reads: ['backbone'],
  check({ weightFile, weights }, found) {
    if (weights?.kind !== 'invalid' || !weightFile) return;
    found({ path: weightFile.path, problem: weights.problem }, weightFile.at);
  },
});
