import type { ModelFormat } from '../../schema/models.js';
import { rule } from '../rule.js';
import { tinyModel } from './tiny-model.js';

const exportAgain =
  'Export the network once more, for inference and without what comes before or after it, or take a backbone of the catalogue.';

const remedies: Readonly<Record<ModelFormat, string>> = {
  onnx: exportAgain,
  tfjs: exportAgain,
  huggingface: 'Give a folder that `save_pretrained` of Transformers wrote, of a network that is supported.',
  vectors: "Give GloVe's text, word2vec's text or binary form, or fastText's `.vec`, unpacked and complete.",
  fastai:
    'Give a folder with the weights of a language model (`learn.save`), the list of its words as `pickle.dump` writes it, and a `config.json` where its sizes are not the usual.',
};

export const modelInvalid = rule<{ name: string; problem: string; format: ModelFormat }>({
  code: 'TLP209',
  severity: 'error',
  title: 'The model cannot be imported',
  explanation:
    'An imported network is made of the ops that networks for images use: convolutions, pools, normalizations, products of matrices, activations. It reads one batch of square color images. Of vectors of words, each row must have a word and as many numbers as the others.',
  message: ({ name, problem }) => `The model ${name} cannot be imported: ${problem}.`,
  remedy: ({ format }) => remedies[format],
  bad: {
    backbone: 'tfjs("model.json") {\n  preprocessing: tf\n}',
    others: { 'model.json': tinyModel.replace('"ReLU"', '"Telephone"') },
  },
  good: { backbone: 'tfjs("model.json") {\n  preprocessing: tf\n}', others: { 'model.json': tinyModel } },
});
