import { rule } from '../rule.js';
import { evenModel } from './tiny-model.js';

export const modelSize = rule<{ name: string; size: number; native: number; problem: string }>({
  code: 'TLP210',
  severity: 'error',
  title: 'The imported network does not take images of this size',
  explanation:
    'Most networks take images of any size, some only of those that they were exported with: their file has shapes in it that fit no others.',
  message: ({ name, size, problem }) => `The model ${name} cannot read images of ${size}px: ${problem}.`,
  remedy: ({ native }) => `Write \`input: ${native}px\`.`,
  bad: {
    backbone: 'tfjs("model.json") {\n  preprocessing: tf\n  input: 225px\n}',
    others: { 'model.json': evenModel },
  },
  good: { backbone: 'tfjs("model.json") {\n  preprocessing: tf\n}', others: { 'model.json': evenModel } },
});
