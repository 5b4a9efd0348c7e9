/** Columns that are named as the two texts of a pair. */

const numbered = (name: string) =>
  [new RegExp(`^${name}_?(?:1|a)$`, 'i'), new RegExp(`^${name}_?(?:2|b)$`, 'i')] as const;

const pairs: readonly (readonly [RegExp, RegExp])[] = [
  [/^premise$/i, /^hypothesis$/i],
  [/^question$/i, /^(?:answer|context|passage|sentence)$/i],
  ...['text', 'sentence', 'question', 'title', 's'].map(numbered),
];

/** The first columns that are a pair, in the order of the kinds; undefined where none are. */
export function pairAmong<C extends { readonly name: string }>(
  columns: readonly C[],
): readonly [C, C] | undefined {
  for (const [first, second] of pairs) {
    const [a, b] = [first, second].map((names) => columns.find(({ name }) => names.test(name)));
    if (a && b) return [a, b];
  }
  return undefined;
}
