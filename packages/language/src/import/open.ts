/** A file of another library as a backbone. */
import { errorText } from '../error-text.js';
import type { SourceFiles } from '../files.js';
import type { ByteSource } from '../protobuf/source.js';
import { besideFile } from '../resolve/paths.js';
import type { ModelFile } from '../schema/models.js';
import { backboneOf, type ImportedBackbone } from './card.js';
import { type ForeignModel, ImportProblem } from './model.js';
import { onnxOps } from './onnx/ops/table.js';
import { parseOnnx } from './onnx/parse.js';
import type { OpTable } from './op.js';
import { parseTfjs } from './tfjs/parse.js';

export type OpenedModel =
  | { readonly kind: 'backbone'; readonly card: ImportedBackbone }
  | { readonly kind: 'missing'; readonly siblings: readonly string[] }
  /** It may be there, but can't be looked at: in a browser. */
  | { readonly kind: 'unseen' }
  | { readonly kind: 'invalid'; readonly problem: string };

interface Format {
  /** @throws ImportProblem */
  parse(source: ByteSource, beside: (file: string) => ByteSource | undefined): ForeignModel;
  readonly ops: OpTable;
}

const formats: Readonly<Record<ModelFile['format'], Format>> = {
  onnx: { parse: parseOnnx, ops: onnxOps },
  tfjs: { parse: parseTfjs, ops: onnxOps },
};

/** Reads the model's graph, and of its tensors what it is computed with. Whatever the file, it ends soon and never throws. */
export function openModel({ format, path }: ModelFile, files: SourceFiles): OpenedModel {
  const source = files.open?.(path);
  if (!source) return whyAbsent(path, files);
  try {
    const { parse, ops } = formats[format];
    const model = parse(source, (file) => files.open?.(besideFile(path, file)));
    return { kind: 'backbone', card: backboneOf({ format, path }, model, ops) };
  } catch (error) {
    if (error instanceof ImportProblem) return { kind: 'invalid', problem: error.message };
    // What the file system throws, of a file that is taken away meanwhile.
    return { kind: 'invalid', problem: `it cannot be read (${errorText(error).replace(/\.$/, '')})` };
  }
}

function whyAbsent(path: string, files: SourceFiles): OpenedModel {
  if (!files.complete || !files.open || files.size?.(path) !== undefined) return { kind: 'unseen' };
  const folder = path.slice(0, Math.max(path.search(/[/\\][^/\\]*$/), 0));
  const siblings = files.list(folder)?.filter((one) => !one.folder) ?? [];
  return { kind: 'missing', siblings: siblings.map(({ name }) => name) };
}
