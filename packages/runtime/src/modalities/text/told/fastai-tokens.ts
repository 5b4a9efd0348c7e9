/** Texts for fastai's networks that are not fastai's tokens. */
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { percent } from '@tlp/language/quantities.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';
import { spread } from './spread.js';

/** What fastai's rules put before each text. */
const beginning = 'xxbos';
const unknown = 'xxunk';
/** Above this share of tokens that are not known. */
const many = 0.1;

/** @param name of the network @param texts in order of the examples */
export async function toldOfFastaiTokens(
  name: string,
  tokenizer: Pick<Tokenizer, 'encode' | 'token'>,
  texts: readonly string[],
): Promise<readonly Diagnostic[]> {
  if (texts.some((text) => /\bxx(?:bos|maj|up)\b/.test(text))) return [];
  const read = await tokenizer.encode(
    spread(texts).map((text) => [text]),
    Number.POSITIVE_INFINITY,
    'head',
  );
  const tokens = read.flatMap(({ ids }) => [...ids]);
  const share = tokens.filter((id) => tokenizer.token(id) === unknown).length / Math.max(1, tokens.length);
  if (share <= many) return [];
  return [
    {
      code: 'TLP688',
      severity: 'warning',
      message: `No text has \`${beginning}\`, so these are not fastai's tokens: ${percent(share)} of them are not in the vocabulary of ${name}.`,
      remedy:
        'Write fastai\'s tokens with spaces between into the table: `" ".join(Tokenizer(WordTokenizer())(text))`, after `from fastai.text.all import *`.',
    },
  ];
}
