/**
 * Which keywords an emoji has, and which keywords are learned.
 *
 * Two lists give every emoji some English words: Unicode's own (CLDR) and emojilib's. Each leaves many out: by
 * Unicode's, an apple is food and grapes are not. So an emoji has a keyword if either list gives it. But a word is
 * learned only if both often give it to the same emoji; what only one of them knows (button, nature) is not.
 */

/** In how many concepts both lists have to give a keyword that is learned. */
export const atLeast = 15;

/**
 * @typedef {ReadonlyMap<string, readonly string[]>} WordList by emoji, in `bare` characters
 * @param {readonly string[]} emoji in `bare` characters, one of each concept
 * @param {readonly [WordList, WordList]} lists
 * @returns {ReadonlyMap<string, string[]>} by emoji, of those that both lists have; sorted, some empty
 */
export function keywordsOf(emoji, [one, other], least = atLeast) {
  const known = emoji.filter((e) => one.has(e) && other.has(e));
  const agreed = new Map();
  for (const e of known) {
    for (const word of new Set(one.get(e))) {
      if (other.get(e).includes(word)) agreed.set(word, (agreed.get(word) ?? 0) + 1);
    }
  }
  const learned = (word) => (agreed.get(word) ?? 0) >= least;
  return new Map(
    known.map((e) => [e, [...new Set([...one.get(e), ...other.get(e)])].filter(learned).sort()]),
  );
}

/** Without variation selectors, which some lists write and others leave out. @param {string} text */
export const bare = (text) => text.replaceAll('\uFE0F', '');

/** `1F436` or `1F9D1-200D-1F680` as bare characters. @param {string} unified */
export const characters = (unified) =>
  bare(String.fromCodePoint(...unified.split('-').map((code) => Number.parseInt(code, 16))));
