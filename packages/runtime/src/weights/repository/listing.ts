/** What the hub says of a revision: its commit, and of every file the size and a hash. */
import { isCommit } from '@tlp/language/import/huggingface/repositories.js';
import { isRecord } from '@tlp/language/record.js';

export interface Listing {
  readonly commit: string;
  readonly files: ReadonlyMap<string, ListedFile>;
}

export interface ListedFile {
  readonly bytes?: number;
  /** Of a large file. */
  readonly sha256?: string;
  /** Git's own hash of the file. */
  readonly blob?: string;
}

/**
 * The answer to `GET /api/models/ORG/NAME/revision/REVISION?blobs=true`.
 * @throws Error of a text that is no such answer
 */
export function parseListing(text: string): Listing {
  const answer: unknown = JSON.parse(text);
  if (!isRecord(answer) || typeof answer.sha !== 'string' || !isCommit(answer.sha))
    throw new Error('it names no commit');
  if (!Array.isArray(answer.siblings)) throw new Error('it lists no files');
  const files = answer.siblings.flatMap((file): [string, ListedFile][] =>
    isRecord(file) && typeof file.rfilename === 'string' ? [[file.rfilename, listed(file)]] : [],
  );
  return { commit: answer.sha, files: new Map(files) };
}

function listed({ size, blobId, lfs }: Record<string, unknown>): ListedFile {
  const sha256 = isRecord(lfs) ? lfs.sha256 : undefined;
  return {
    ...(typeof size === 'number' ? { bytes: size } : {}),
    ...(typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) ? { sha256 } : {}),
    ...(typeof blobId === 'string' && isCommit(blobId) && sha256 === undefined ? { blob: blobId } : {}),
  };
}

/** The files that say what the network and its tokenizer are. */
const describing = [
  'config.json',
  'tokenizer.json',
  'vocab.txt',
  'vocab.json',
  'merges.txt',
  'tokenizer_config.json',
  'special_tokens_map.json',
  'added_tokens.json',
  'sentence_bert_config.json',
  '1_Pooling/config.json',
  'modules.json',
  'spiece.model',
  'sentencepiece.bpe.model',
  'spm.model',
  'tokenizer.model',
] as const;

/** Those of the description that the repository has. */
export const describingFiles = ({ files }: Listing): readonly string[] =>
  describing.filter((name) => files.has(name));

/** The forms of weights, the best first: one file, or an index and its parts. */
const forms = [
  { whole: 'model.safetensors', part: /^model-\d+-of-\d+\.safetensors$/ },
  { whole: 'pytorch_model.bin', part: /^pytorch_model-\d+-of-\d+\.bin$/ },
] as const;

/** The files of the weights; empty where the repository has none that can be read. */
export function weightFiles({ files }: Listing): readonly string[] {
  for (const { whole, part } of forms) {
    if (files.has(whole)) return [whole];
    const index = `${whole}.index.json`;
    if (files.has(index)) return [index, ...[...files.keys()].filter((name) => part.test(name))];
  }
  return [];
}

/** Of a dense layer in that folder: its configuration, and its weights where they are wanted. */
export function layerFiles({ files }: Listing, folder: string, weights: boolean): readonly string[] {
  const own = weights
    ? forms.map(({ whole }) => whole).find((whole) => files.has(`${folder}/${whole}`))
    : undefined;
  return ['config.json', ...(own === undefined ? [] : [own])]
    .map((name) => `${folder}/${name}`)
    .filter((name) => files.has(name));
}
