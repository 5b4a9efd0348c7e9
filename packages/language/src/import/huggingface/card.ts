/** The network of a Hugging Face folder as a backbone, as if it stood in the catalogue. */
import type { Backbone } from '../../backbones/card.js';
import type { ModelFile } from '../../schema/models.js';
import type { FolderBackbone } from '../folder.js';
import { huggingfaceBackbone } from './backbone.js';
import type { FolderFiles } from './folder-files.js';
import { endingInDense } from './sentence-dense.js';
import { sentenceModules } from './sentence-modules.js';
import { poolOf } from './sentence-pool.js';

/** @throws ImportProblem of a network that is not known, or that cannot be built */
export function folderBackbone(
  name: string,
  file: ModelFile,
  files: FolderFiles,
  names?: readonly string[],
): FolderBackbone {
  const network = huggingfaceBackbone({ name, path: file.path, config: files.config });
  const longest = longestText(files, network.inputSize.native);
  const pool = poolOf(files) ?? network.tokens?.pool ?? 'class_token';
  const { dense, normalized } = sentenceModules(files);
  const whole: Backbone = { ...network, tokens: { prefix: 0, padded: true, pool } };
  const card = dense.length > 0 ? endingInDense(whole, dense, pool) : whole;
  return {
    ...card,
    inputSize: { ...card.inputSize, native: longest },
    ...(normalized ? { normalized } : {}),
    folder: { file, weights: file.path, stored: { format: 'huggingface', files }, names },
  };
}

/** What the tokenizer and the sentence transformer cut texts to, where that is less than the network reads. */
function longestText({ tokenizer, sentences }: FolderFiles, most: number): number {
  const told = [sentences?.max_seq_length, tokenizer?.model_max_length];
  return Math.min(
    most,
    ...told.filter((n) => typeof n === 'number' && Number.isInteger(n) && n >= 2).map(Number),
  );
}
