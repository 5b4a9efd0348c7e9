import { foreignMeaning, plainName } from './foreign-names.js';

/** Edit distance that counts a swap of neighbours as one (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, before[j - 2]! + 1);
      }
      row.push(best);
    }
    before = above;
    above = row;
  }
  return above[b.length]!;
}

/** The known name that was probably meant, if one is near enough or is what other libraries call by this name. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const foreign = known.includes(name) ? undefined : foreignMeaning(name, known);
  if (foreign !== undefined) return foreign;
  const lower = name.toLowerCase();
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 0.5;
  for (const candidate of known) {
    const distance =
      plainName(candidate) === plainName(name)
        ? 0.25
        : editDistance(lower.slice(0, 60), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  const only = known.length === 1;
  return best ?? known.find((word) => (only || name.length >= 3) && word.startsWith(lower));
}

const mostShown = 30;

/** A remedy: the nearest name, or all of them. */
export function didYouMean(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  if (near !== undefined) return `Did you mean \`${near}\`?`;
  if (known.length === 0) return 'Remove it.';
  const shown = known.slice(0, mostShown).map((word) => `\`${word}\``);
  const more = known.length - shown.length;
  return `Allowed here: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}
