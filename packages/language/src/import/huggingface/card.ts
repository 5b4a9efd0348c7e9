/** The network of a Hugging Face folder as a backbone, as if it stood in the catalogue. */
import type { Backbone } from '../../backbones/card.js';
import type { ModelFile } from '../../schema/models.js';
import { huggingfaceBackbone } from './backbone.js';

type Json = Readonly<Record<string, unknown>>;

/** What the files of the folder say that are not the weights. */
export interface FolderFiles {
  /** `config.json`. */
  readonly config: Json;
  /** `tokenizer_config.json`. */
  readonly tokenizer?: Json | undefined;
  /** `sentence_bert_config.json` of a sentence transformer. */
  readonly sentences?: Json | undefined;
  /** `1_Pooling/config.json` of a sentence transformer. */
  readonly pooling?: Json | undefined;
}

export interface FolderBackbone extends Backbone {
  /** What the card was made of. */
  readonly folder: {
    readonly file: ModelFile;
    readonly files: FolderFiles;
    /** Of all that lies in it; absent where that cannot be seen. */
    readonly names?: readonly string[] | undefined;
  };
}

export const isFromFolder = (card: Backbone): card is FolderBackbone => 'folder' in card;

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
    tokens: { prefix: 0, padded: true, pool },
    folder: { file, files, names },
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

/** What a sentence transformer pools by; undefined where it says nothing that the usual head has. */
function poolOf({ pooling }: FolderFiles): NonNullable<Backbone['tokens']>['pool'] {
  if (!pooling) return undefined;
  const modes = {
    mean_tokens: 'average',
    cls_token: 'class_token',
    lasttoken: 'last_token',
    max_tokens: null,
  } as const;
  const [mode, ...others] = Object.entries(modes).filter(
    ([word]) => pooling[`pooling_mode_${word}`] === true,
  );
  if (!mode || others.length > 0 || mode[1] === null) return undefined;
  return mode[1];
}
