/** Which format the network at a path has, for commands that take a path without a word for it. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ImportProblem } from '@tlp/language/import/model.js';
import { openVectors, type VectorsHead } from '@tlp/language/import/vectors/open.js';
import { isModelFormat, type ModelFile, type ModelFormat } from '@tlp/language/schema/models.js';
import { diskFiles } from '../cli/disk-files.js';

/** How each format is told; the first that holds counts: a folder of fastai may have a `config.json`, and vectors may be JSON. */
const signs: Readonly<Record<ModelFormat, (path: string) => boolean>> = {
  fastai: (path) => namesIn(path).some((file) => file.endsWith('.pkl')),
  huggingface: (path) => existsSync(join(path, 'config.json')),
  onnx: (path) => /\.onnx$/i.test(path),
  vectors: (path) => vectorsAt(path) !== undefined,
  tfjs: (path) => /\.json$/i.test(path),
};

/** Undefined where there is nothing of the kind, and the path is the name of a backbone. @param path absolute */
export function modelAt(path: string): ModelFile | undefined {
  const format = Object.keys(signs)
    .filter(isModelFormat)
    .find((one) => signs[one](path));
  return format && { format, path };
}

const namesIn = (folder: string): readonly string[] =>
  statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : [];

/** What the beginning of a file of vectors says; undefined where it is none. */
export function vectorsAt(path: string): VectorsHead | undefined {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
  try {
    return openVectors(path, diskFiles());
  } catch (error) {
    if (error instanceof ImportProblem) return undefined;
    throw error;
  }
}
