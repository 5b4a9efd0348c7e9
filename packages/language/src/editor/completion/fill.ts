/** Examples of the schema table as snippets: every value in their brackets is a place to fill in. */
import type { Spec, Specs, Word } from '../../schema/types.js';

const pieces =
  /("(?:\\.|[^"\\])*")|([A-Za-z_]\w*(?=\s*:))|(,)|(-?(?:\d[\w.]*?|(?<!\.)\.\d+)(?:e-?\d+)?(?:%|px|deg)?(?=[\s,()]|\.\.|$)|[A-Za-z_]\w*)/g;

export interface Filling {
  readonly parameters?: Specs;
  /** Paths are left empty, as they are chosen from a list of what is there. */
  readonly listsPaths?: boolean;
}

/** `pool(average)` becomes `pool(${1|average,max,both|})`, `dropout(20%)` becomes `dropout(${1:20%})`. */
export function fillIn(example: string, { parameters = {}, listsPaths = false }: Filling = {}): string {
  const open = example.indexOf('(');
  if (open < 0) return escapeSnippet(example);
  let place = 0;
  let position = 0;
  let name: string | undefined;
  const inside = example.slice(open).replace(pieces, (all, text?: string, label?: string, comma?: string) => {
    if (comma !== undefined) {
      position++;
      name = undefined;
      return all;
    }
    if (label !== undefined) {
      name = label;
      return all;
    }
    place++;
    const spec = name === undefined ? Object.values(parameters)[position] : parameters[name];
    if (text !== undefined) {
      return listsPaths && isListed(spec)
        ? `"$${place}"`
        : `"\${${place}:${escapeSnippet(text.slice(1, -1))}}"`;
    }
    return placeFor(place, all, spec);
  });
  return example.slice(0, open) + inside;
}

/** Where only some words may stand, they are there to choose from, the proposed one first. */
function placeFor(place: number, proposed: string, spec: Spec<unknown> | undefined): string {
  const others = spec && !spec.type.number && !spec.type.names ? spec.type.words : [];
  const names = others.filter(({ parameters }) => Object.keys(parameters).length === 0).map((w) => w.name);
  if (names.length < 2 || !names.includes(proposed)) return `\${${place}:${escapeSnippet(proposed)}}`;
  return choiceOf(place, proposed, names);
}

/** A place of a snippet whose values are offered in a list as soon as it is reached; the proposed one stands first. */
export const choiceOf = (place: number, proposed: string, names: readonly string[]): string =>
  `\${${place}|${[proposed, ...names.filter((one) => one !== proposed)]
    .map((one) => one.replaceAll(/[\\,|]/g, '\\$&'))
    .join(',')}|}`;

/** The folders of splits have names that can be guessed. */
const isListed = (spec: Spec<unknown> | undefined): boolean =>
  spec?.type.names !== undefined && spec.type.names !== 'split folder';

export const escapeSnippet = (text: string): string => text.replaceAll(/[\\$}]/g, '\\$&');

export const needsArguments = ({ parameters }: Word): boolean =>
  Object.values(parameters).some((spec) => spec.fallback === undefined);

interface Inserted {
  readonly text: string;
  readonly snippet?: string;
  readonly goesOn?: boolean;
}

/** A word as it is inserted: with what must stand in its brackets, unless brackets follow already. */
export function wordText(word: Word, called: boolean, listsPaths = false): Inserted {
  if (called || !needsArguments(word)) return { text: word.name };
  const { name, example, parameters } = word;
  const snippet = fillIn(example, { parameters, listsPaths });
  // The list of what is there opens in the first place.
  const goesOn = snippet.startsWith(`${name}("$1"`);
  return { text: example, snippet, ...(goesOn ? { goesOn } : {}) };
}
