/** What stands after `backbone` where the network is in a file of another library. */
import { type PathKind, required } from './types.js';
import { call, naming, oneCall, path } from './words.js';

/** A model that is imported; its path is absolute. */
export interface ModelFile {
  readonly format: ModelFormat;
  readonly path: string;
}

export const modelFormats = ['onnx', 'tfjs', 'huggingface', 'fastai'] as const;
export type ModelFormat = (typeof modelFormats)[number];

/** What the networks of a format read; see `modalities`. */
export const readBy: Readonly<Record<ModelFormat, string>> = {
  onnx: 'images',
  tfjs: 'images',
  huggingface: 'text',
  fastai: 'text',
};

export const isModelFormat = (word: string | undefined): word is ModelFormat =>
  modelFormats.some((format) => format === word);

const modelFile = (format: ModelFormat, doc: string, example: string, names: PathKind = 'model file') =>
  call({
    name: format,
    doc,
    example: `${format}(${example})`,
    parameters: {
      path: required(naming(names, path), '', 'Path of the file, relative to the pipeline file.', example),
    },
    means: (values): ModelFile => ({ format, path: values.path }),
  });

export const modelSources = oneCall('model format', [
  modelFile(
    'onnx',
    'A network from an ONNX file, as PyTorch, timm and tf2onnx write it. Its classifier is left out, and its blocks are found from the names of its layers.',
    '"model.onnx"',
  ),
  modelFile(
    'tfjs',
    'A network of TensorFlow.js, a layers model or a graph model, by its `model.json`. Its classifier is left out, and its blocks are found from the names of its layers.',
    '"model.json"',
  ),
  modelFile(
    'huggingface',
    'A network for texts from a folder that Hugging Face Transformers wrote: `config.json`, the weights and the tokenizer. Its head is left out.',
    '"minilm"',
    'folder',
  ),
  modelFile(
    'fastai',
    'A language model of fastai, an AWD-LSTM as ULMFiT has it, from a folder with its weights (`.pth`) and its vocabulary (`.pkl`). Texts are tokens with spaces between.',
    '"wt103-fwd"',
    'folder',
  ),
]);
