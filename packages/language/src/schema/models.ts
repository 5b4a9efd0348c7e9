/** What stands after `backbone` where the network is in a file of another library. */
import { required } from './types.js';
import { call, naming, oneCall, path } from './words.js';

/** A model that is imported; its path is absolute. */
export interface ModelFile {
  readonly format: 'onnx' | 'tfjs';
  readonly path: string;
}

const modelFile = (format: ModelFile['format'], doc: string, example: string) =>
  call({
    name: format,
    doc,
    example: `${format}(${example})`,
    parameters: {
      path: required(
        naming('model file', path),
        '',
        'Path of the file, relative to the pipeline file.',
        example,
      ),
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
]);
