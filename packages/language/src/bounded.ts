/** Messages of a length that somebody reads, whatever is quoted in them: names and values may be of any. */

/** In characters. The longest path that a system takes has 4,096 bytes. */
const longest = { quote: 200, word: 4_096, sentence: 6_000 } as const;

/** The text with its middle cut out where it is longer than `length`. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const tail = Math.floor(length / 4);
  // Half of a pair of surrogates would be no character.
  const head = text.slice(0, length - tail).replace(/[\ud800-\udbff]$/, '');
  return `${head}…${text.slice(-tail).replace(/^[\udc00-\udfff]/, '')}`;
}

/** What it quotes is cut after so many characters, and all of it in the middle, so that its end can still be read. */
export function bounded(sentence: string): string {
  // What follows takes time with the length.
  const text = cut(sentence, 100_000)
    .replaceAll(/(`|")((?:(?!\1)[\s\S])+)\1/g, (whole, quote: string, quoted: string) =>
      quoted.length <= longest.quote ? whole : `${quote}${quoted.slice(0, longest.quote)}…${quote}`,
    )
    .replaceAll(/\S{4097,}/g, (word) => cut(word, longest.word));
  return cut(text, longest.sentence);
}
