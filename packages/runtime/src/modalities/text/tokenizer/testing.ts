/** The goldens of `tools/goldens/tokenizers_golden.py`. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { createTokenizer } from './create-tokenizer.js';
import type { Encoding } from './encoding.js';
import type { TokenizerFiles } from './files/tokenizer-files.js';

export const trainedKinds = ['word-piece', 'byte-level', 'unigram'] as const;
export type TrainedKind = (typeof trainedKinds)[number];

export interface Golden {
  /** Digests of each line by itself. */
  readonly singles: readonly string[];
  /** Of the i-th line with that as far into the second half, cut to {@link pairTokens}. */
  readonly pairs: readonly string[];
  /** The ids of the first lines. */
  readonly sample: readonly (readonly number[])[];
}

const text = (name: string): string =>
  gunzipSync(readFileSync(new URL(`goldens/${name}.json.gz`, import.meta.url))).toString();

export const goldenLines = (): readonly string[] => JSON.parse(text('lines'));
export const golden = (kind: TrainedKind): Golden => JSON.parse(text(kind));

/** The files of a small tokenizer that Hugging Face's library trained. */
export const trainedFiles = (kind: TrainedKind): TokenizerFiles => ({
  'tokenizer.json': text(`${kind}-tokenizer`),
});

/** A tokenizer.json as the library writes it, where only some parts matter. */
export const tokenizerFile = (parts: object): TokenizerFiles => ({
  'tokenizer.json': JSON.stringify({ version: '1.0', added_tokens: [], ...parts }),
});

export const addedToken = (token: {
  readonly id: number;
  readonly content: string;
  readonly lstrip?: boolean;
}): object => ({
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
  special: true,
  ...token,
});

export const pairTokens = (i: number): number => 5 + (i % 40);

/** More tokens than any line has. */
const ALL = 2 ** 20;

export function digest({ ids, types }: Pick<Encoding, 'ids' | 'types'>): string {
  return createHash('sha256').update(`[${ids}][${types}]`).digest('hex').slice(0, 8);
}

/** The lines and pairs of which a tokenizer makes something else than the golden, at most ten. */
export async function differences(kind: TrainedKind, wanted: (i: number) => boolean): Promise<string[]> {
  const lines = goldenLines();
  const { singles, pairs } = golden(kind);
  const tokenizer = createTokenizer(trainedFiles(kind));
  const asked = [...lines.keys()].filter(wanted);
  const encodings = await tokenizer.encode(
    asked.map((i) => [lines[i]!]),
    ALL,
    'head',
  );
  const wrong = asked.flatMap((i, at) =>
    digest(encodings[at]!) === singles[i] ? [] : [JSON.stringify(lines[i])],
  );
  for (const [i, expected] of pairs.entries()) {
    if (!wanted(i)) continue;
    const pair = [lines[i]!, lines[lines.length / 2 + i]!] as const;
    const [encoding] = await tokenizer.encode([pair], pairTokens(i), 'head');
    if (digest(encoding!) === expected) continue;
    wrong.push(`${pairTokens(i)} of ${JSON.stringify(pair)}`);
  }
  return wrong.slice(0, 10);
}
