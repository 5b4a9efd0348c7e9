/** Which format the network at a path has, for commands that take a path without a word for it. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ImportProblem } from '@tlp/language/import/model.js';
import { openVectors, type VectorsHead } from '@tlp/language/import/vectors/open.js';
import type { ModelFile } from '@tlp/language/schema/models.js';
import { diskFiles } from '../cli/disk-files.js';

/** Undefined where there is nothing of the kind, and the path is the name of a backbone. @param path absolute */
export function modelAt(path: string): ModelFile | undefined {
  if (existsSync(join(path, 'config.json'))) return { format: 'huggingface', path };
  if (/\.onnx$/i.test(path)) return { format: 'onnx', path };
  if (vectorsAt(path)) return { format: 'vectors', path };
  if (/\.json$/i.test(path)) return { format: 'tfjs', path };
  return undefined;
}

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
