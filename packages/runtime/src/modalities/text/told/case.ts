/** Texts without capitals, or all in capitals, for a network that tells them apart. */
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { percent } from '@tlp/language/quantities.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';
import { spread } from './spread.js';

/** Fewer letters may have no capital by chance. */
const leastLetters = 1_000;
/** Letters of a text that is all in capitals: fewer may be a name. */
const leastShouted = 10;
/** Above this share of the texts. */
const manyShouted = 0.1;

/** @param name of the network @param texts in order of the examples */
export async function toldOfCase(
  name: string,
  tokenizer: Pick<Tokenizer, 'encode'>,
  texts: readonly string[],
): Promise<readonly Diagnostic[]> {
  const shouted = texts.filter(isShouted).length;
  const none = !texts.some((text) => /\p{Lu}/u.test(text)) && lettersAreMany(texts);
  if (!none && shouted <= manyShouted * texts.length) return [];
  if (!(await isCased(tokenizer, spread(texts)))) return [];
  const what = none
    ? 'No text has a capital letter'
    : `${percent(shouted / texts.length)} of the texts are all in capitals`;
  const read = none
    ? 'reads names and beginnings of sentences by them'
    : 'reads them as other, rarer pieces of words';
  return [
    {
      code: 'TLP687',
      severity: 'warning',
      message: `${what}, and ${name} tells capitals from small letters: it ${read}.`,
      remedy: none
        ? 'Take the texts as they were before they were lower-cased, or a network that lower-cases texts itself, such as an uncased BERT.'
        : 'Write them in small letters with capitals where they belong, or take a network that lower-cases texts itself, such as an uncased BERT.',
    },
  ];
}

const isShouted = (text: string): boolean =>
  !/\p{Ll}/u.test(text) && (text.match(/\p{Lu}/gu)?.length ?? 0) >= leastShouted;

/** Letters of scripts that have capitals. */
function lettersAreMany(texts: readonly string[]): boolean {
  let letters = 0;
  for (const text of texts) {
    letters += text.match(/\p{Ll}/gu)?.length ?? 0;
    if (letters >= leastLetters) return true;
  }
  return false;
}

/** Whether most texts have other tokens where each word has a capital. */
async function isCased(tokenizer: Pick<Tokenizer, 'encode'>, texts: readonly string[]): Promise<boolean> {
  const small = texts.map((text) => text.toLowerCase());
  const capital = small.map((text) =>
    text.replaceAll(/(?<![\p{L}\p{N}])\p{Ll}/gu, (letter) => letter.toUpperCase()),
  );
  const encode = (some: readonly string[]) =>
    tokenizer.encode(
      some.map((text) => [text]),
      Number.POSITIVE_INFINITY,
      'head',
    );
  const [a, b] = [await encode(small), await encode(capital)];
  const differ = a.filter(({ ids }, i) => ids.join() !== b[i]!.ids.join()).length;
  return differ * 2 > texts.length;
}
