/** What stands after `backbone` where the network is in a file of another library. */
import { type Repository, repositoryNamed } from '../import/huggingface/repositories.js';
import { isRecord } from '../record.js';
import { single } from './single.js';
import { derived, type PathKind, required, type ValueType } from './types.js';
import { vectors } from './vector-files.js';
import { call, naming, oneCall, path, text } from './words.js';
import { writeText } from './write.js';

/** A model that is imported; its path is absolute. */
export interface ModelFile {
  readonly format: ModelFormat;
  readonly path: string;
  /** What is meant where there is nothing at the path. */
  readonly repository?: Repository;
}

export const modelFormats = ['onnx', 'tfjs', 'huggingface', 'vectors', 'fastai'] as const;
export type ModelFormat = (typeof modelFormats)[number];

/** What the networks of a format read; see `modalities`. */
export const readBy: Readonly<Record<ModelFormat, string>> = {
  onnx: 'images',
  tfjs: 'images',
  huggingface: 'text',
  vectors: 'text',
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
    says: (value) => (value.format === format ? { path: value.path } : undefined),
  });

/** A folder, and the repository that the same text may name. */
interface FolderOrRepository {
  readonly path: string;
  readonly named: string | undefined;
}

const folderOrRepository: ValueType<FolderOrRepository> = {
  ...text,
  description: 'a folder, or a repository of Hugging Face such as "google-bert/bert-base-uncased"',
  names: 'folder',
  write: (value) => (isRecord(value) ? writeText(value.named ?? value.path) : undefined),
  read: single((seen, reader) => {
    const written = text.read([seen], reader);
    return written === undefined
      ? undefined
      : { path: reader.beside(written, seen.at), named: repositoryNamed(written) };
  }),
};

const huggingface = call({
  name: 'huggingface',
  doc: 'A network for texts from a folder that Hugging Face Transformers wrote, or from a repository of Hugging Face: `config.json`, the weights and the tokenizer. Its head is left out.',
  example: 'huggingface("minilm")',
  parameters: {
    path: required(
      folderOrRepository,
      { path: '', named: undefined },
      'The folder, relative to the pipeline file, or the name of the repository.',
      '"minilm"',
    ),
    revision: derived(
      text,
      'the commit that TLP knows of it, or what `main` was when it was fetched',
      'The commit of the repository, or a tag or a branch of it.',
      'revision: "1110a243fdf4706b3f48f1d95db1a4f5529b4d41"',
    ),
  },
  means: ({ path: { path, named }, revision }): ModelFile => ({
    format: 'huggingface',
    path,
    ...(named === undefined
      ? {}
      : { repository: { name: named, ...(revision === null ? {} : { revision }) } }),
  }),
  says: ({ format, path, repository }) =>
    format === 'huggingface'
      ? { path: { path, named: repository?.name }, revision: repository?.revision ?? null }
      : undefined,
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
  huggingface,
  vectors,
  modelFile(
    'fastai',
    'A language model of fastai, an AWD-LSTM as ULMFiT has it, from a folder with its weights (`.pth`) and its vocabulary (`.pkl`). Texts are tokens with spaces between.',
    '"wt103-fwd"',
    'folder',
  ),
]);
