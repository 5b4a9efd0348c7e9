/** The parts of `docs/language.md`, by the anchors that its headings get. */
import { sweepBlock } from '../schema/sweep.js';
import { languageReference } from './language-reference.js';

/** As web pages of Markdown make anchors of headings: signs go, blanks become hyphens. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

/** What may be expected stands in one table, not each by itself. */
export const propertyAnchor = (block: string, property: string): string =>
  anchorOf(block === 'expect' ? block : `${block} · ${isPath(block, property) ? 'paths' : property}`);

/** What a sweep tries stands in one table too. */
const isPath = (block: string, property: string): boolean =>
  block === 'sweep' && !Object.hasOwn(sweepBlock.properties, property);

let sections: ReadonlyMap<string, string> | undefined;

/** A heading with all that stands under it, deeper headings included; undefined where there is no such part. */
export function sectionOf(anchor: string): string | undefined {
  sections ??= readSections(languageReference());
  return sections.get(anchor);
}

function readSections(reference: string): ReadonlyMap<string, string> {
  const headings = [...reference.matchAll(/^(#+) (.*)$/gm)].map(
    ({ index, 1: signs = '', 2: title = '' }) => ({
      start: index,
      level: signs.length,
      anchor: anchorOf(title),
    }),
  );
  const found = new Map<string, string>();
  headings.forEach(({ start, level, anchor }, i) => {
    const next = headings.slice(i + 1).find((other) => other.level <= level);
    // Of two headings with one name, the first has the plain anchor.
    if (!found.has(anchor)) found.set(anchor, reference.slice(start, next?.start).trim());
  });
  return found;
}
