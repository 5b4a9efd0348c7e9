/** Where in `docs/language.md` things are explained: the anchors that its headings get. */

/** As web pages of Markdown make anchors of headings: signs go, blanks become hyphens. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

export const blockAnchor = (block: string): string => anchorOf(block);

export const propertyAnchor = (block: string, property: string): string => anchorOf(`${block} · ${property}`);

/** Of a word with parameters, which has a heading of its own. */
export const wordAnchor = (word: string): string => anchorOf(word);
