import { rule } from '../rule.js';
import { tinyModel } from './tiny-model.js';

export const preprocessingMissing = rule<{ name: string }>({
  code: 'TLP211',
  severity: 'error',
  title: 'The preprocessing of an imported network is not set',
  explanation:
    'A model file does not say how pixels become the numbers that the network was trained on. With other numbers it sees nothing it knows, and nothing fails: the accuracy is just lower.',
  message: ({ name }) => `How pixels become the input of ${name} is not known.`,
  remedy: () =>
    'Set `preprocessing`: `torch` for torchvision and most of timm, `tf` for values from -1 to 1, `caffe`, `unit`, or `raw` where the network normalizes by itself.',
  bad: { backbone: 'tfjs("model.json") {\n}', others: { 'model.json': tinyModel } },
  good: { backbone: 'tfjs("model.json") {\n  preprocessing: tf\n}', others: { 'model.json': tinyModel } },
});
