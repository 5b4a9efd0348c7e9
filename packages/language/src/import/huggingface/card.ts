/** The network of a Hugging Face folder as a backbone, as if it stood in the catalogue. */
import type { Backbone } from '../../backbones/card.js';
import type { ModelFile } from '../../schema/models.js';
import type { FolderBackbone } from '../folder.js';
import { huggingfaceBackbone } from './backbone.js';
import type { FolderFiles } from './folder-files.js';
import { normalizes } from './sentence-modules.js';

/** @throws ImportProblem of a network that is not known, or that cannot be built */
export function folderBackbone(
  name: string,
  file: ModelFile,
  files: FolderFiles,
  names?: readonly string[],
): FolderBackbone {
  const card = huggingfaceBackbone({ name, path: file.path, config: files.config });
  const longest = longestText(files, card.inputSize.native);
  const pool = poolOf(files) ?? card.tokens?.pool ?? 'class_token';
  return {
    ...card,
    inputSize: { ...card.inputSize, native: longest },
    tokens: { prefix: 0, padded: true, pool, ...(normalizes(files) ? { normalized: true } : {}) },
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

/** The pools of sentence transformers that the head has. */
const pools = {
  mean_tokens: 'average',
  max_tokens: 'max',
  cls_token: 'class_token',
  lasttoken: 'last_token',
} as const;

/**
 * What a sentence transformer pools by; undefined for two pools side by side and for sums by the root of the length, which no usual
 * head has: the architecture's own then.
 */
function poolOf({ pooling }: FolderFiles): NonNullable<Backbone['tokens']>['pool'] {
  const used = Object.keys(pooling ?? {}).filter(
    (key) => pooling?.[key] === true && key.startsWith('pooling_mode_'),
  );
  const [word] = used.length === 1 ? used.map((key) => key.slice('pooling_mode_'.length)) : [];
  return Object.entries(pools).find(([name]) => name === word)?.[1];
}
