/** Which lines an edit touched. */

export interface EditedLines {
  /** Lines above the edit, the same before and after. */
  readonly above: number;
  /** Lines that were edited or are gone; none where lines were added. */
  readonly gone: number;
  /** Lines in their place. */
  readonly come: number;
}

export function editedLines(from: string, to: string): EditedLines {
  const before = from.split('\n');
  const after = to.split('\n');
  const shorter = Math.min(before.length, after.length);
  let above = 0;
  while (above < shorter && before[above] === after[above]) above++;
  let below = 0;
  while (below < shorter - above && before.at(-1 - below) === after.at(-1 - below)) below++;
  return { above, gone: before.length - above - below, come: after.length - above - below };
}
