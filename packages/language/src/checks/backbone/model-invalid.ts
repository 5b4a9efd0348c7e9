import type { ModelFormat } from '../../schema/models.js';
import { rule } from '../rule.js';
import { tinyModel } from './tiny-model.js';

const exported =
  'Export the network once more, for inference and without what comes before or after it, or take a backbone of the catalogue.';

const remedies: Readonly<Record<ModelFormat, string>> = {
  onnx: exported,
  tfjs: exported,
  huggingface: 'Give a folder that `save_pretrained` of Transformers wrote, of a network that is supported.',
  fastai:
    'Give a folder with the weights of a language model (`learn.save`), the list of its words as `pickle.dump` writes it, and a `config.json` where its sizes are not the usual.',
};

export const modelInvalid = rule<{ name: string; problem: string; format: ModelFormat }>({
  code: 'TLP209',
  severity: 'error',
  title: 'The model cannot be imported',
  explanation:
    'An imported network is made of the ops that networks for images use: convolutions, pools, normalizations, products of matrices, activations. It reads one batch of square color images.',
  message: ({ name, problem }) => `The model ${name} cannot be imported: ${problem}.`,
  remedy: ({ format }) => remedies[format],
  bad: {
    backbone: 'tfjs("model.json") {\n  preprocessing: tf\n}',
    others: { 'model.json': tinyModel.replace('"ReLU"', '"Telephone"') },
  },
  good: { backbone: 'tfjs("model.json") {\n  preprocessing: tf\n}', others: { 'model.json': tinyModel } },
});
