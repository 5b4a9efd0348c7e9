/** A file of another library as a backbone. */

import type { Backbone } from '../backbones/card.js';
import { errorText } from '../error-text.js';
import type { SourceFiles } from '../files.js';
import type { ByteSource } from '../protobuf/source.js';
import { besideFile, fileName } from '../resolve/paths.js';
import type { ModelFile, ModelFormat } from '../schema/models.js';
import { isVectorFile } from '../schema/vector-files.js';
import { backboneOf } from './card.js';
import { fastaiFolder } from './fastai/card.js';
import { folderBackbone } from './huggingface/card.js';
import { folderFiles, folderStamp } from './huggingface/open.js';
import type { Repository } from './huggingface/repositories.js';
import { type ForeignModel, ImportProblem } from './model.js';
import { onnxOps } from './onnx/ops/table.js';
import { parseOnnx } from './onnx/parse.js';
import type { OpTable } from './op.js';
import { parseTfjs } from './tfjs/parse.js';
import { vectorsBackbone } from './vectors/card.js';
import { openVectors } from './vectors/open.js';

export type OpenedModel =
  | { readonly kind: 'backbone'; readonly card: Backbone }
  | { readonly kind: 'missing'; readonly siblings: readonly string[] }
  /** Nothing is at the path, which names a repository whose files are not on this computer. */
  | { readonly kind: 'unfetched'; readonly repository: Repository }
  /** It may be there, but can't be looked at: in a browser. */
  | { readonly kind: 'unseen' }
  | { readonly kind: 'invalid'; readonly problem: string };

interface Reader {
  /** What its models are. */
  readonly is: 'file' | 'folder';
  /** The network; undefined where it is not there. @throws ImportProblem */
  read(file: ModelFile, files: SourceFiles): Backbone | undefined;
}

/** One file, and those beside it that it names. */
const ofGraph = (
  parse: (source: ByteSource, beside: (file: string) => ByteSource | undefined) => ForeignModel,
  ops: OpTable,
): Reader => ({
  is: 'file',
  read(file, files) {
    const source = files.open?.(file.path);
    const beside = (name: string) => files.open?.(besideFile(file.path, name));
    return source && backboneOf(file, parse(source, beside), ops);
  },
});

const ofHuggingface: Reader['read'] = (file, files) => {
  const { format, path, repository } = file;
  const folder = folderOf(file, files);
  const found = folderFiles(folder, files);
  const entries = files.list(folder);
  if (!found && entries && folder === path) throw new ImportProblem('the folder has no config.json');
  const names = entries?.map((entry) => entry.name);
  return (
    found &&
    (repository && folder === files.repository?.(repository)
      ? folderBackbone(repository.name, { format, path: folder, repository }, found, names)
      : folderBackbone(fileName(path), { format, path }, found, names))
  );
};

const ofVectors: Reader['read'] = (file, files) => {
  const head = openVectors(file.path, files);
  return head && isVectorFile(file) ? vectorsBackbone(fileName(file.path), file, head) : undefined;
};

const readers: Readonly<Record<ModelFormat, Reader>> = {
  onnx: ofGraph(parseOnnx, onnxOps),
  tfjs: ofGraph(parseTfjs, onnxOps),
  huggingface: { is: 'folder', read: ofHuggingface },
  vectors: { is: 'file', read: ofVectors },
  fastai: { is: 'folder', read: (file, files) => fastaiFolder(fileName(file.path), file, files) },
};

/** Where the files of the folder are, or would be: a folder at the path comes before a repository of that name. */
const folderOf = ({ path, repository }: ModelFile, files: SourceFiles): string =>
  (repository && !files.list(path) && files.repository?.(repository)) || path;

/** Reads the model's graph, and of its tensors what it is computed with. Whatever the file, it ends soon and never throws. */
export function openModel(file: ModelFile, files: SourceFiles): OpenedModel {
  try {
    const card = readers[file.format].read(file, files);
    return card ? { kind: 'backbone', card } : whyAbsent(file, files);
  } catch (error) {
    if (error instanceof ImportProblem) return { kind: 'invalid', problem: error.message };
    // What the file system throws, of a file that is taken away meanwhile.
    return { kind: 'invalid', problem: `it cannot be read (${errorText(error).replace(/\.$/, '')})` };
  }
}

/** Another text after each change of the model; undefined where that can't be told. */
export const modelStamp = (file: ModelFile, files: SourceFiles): string | undefined =>
  readers[file.format].is === 'folder' ? folderStamp(folderOf(file, files), files) : files.stamp?.(file.path);

function whyAbsent({ format, path, repository }: ModelFile, files: SourceFiles): OpenedModel {
  if (repository && files.complete && files.repository) return { kind: 'unfetched', repository };
  if (!files.complete || !files.open || files.size?.(path) !== undefined) return { kind: 'unseen' };
  const folder = path.slice(0, Math.max(path.search(/[/\\][^/\\]*$/), 0));
  const isFolder = readers[format].is === 'folder';
  const siblings = files.list(folder)?.filter((one) => one.folder === isFolder) ?? [];
  return { kind: 'missing', siblings: siblings.map(({ name }) => name) };
}
