/** How tags of words say where an entity begins and ends, as seqeval 1.2 reads them. */

/**
 * `bio` (also IOB2) begins each entity with `B-`; `iob1` only where another of the same type stands just before; `bioes` (also BILOU)
 * marks the last word and single words too; `none` are tags that say nothing of entities, such as parts of speech.
 */
export type TagScheme = 'bio' | 'iob1' | 'bioes' | 'none';

/** The tag of words that belong to no entity. */
export const outside = 'O';

export interface TagParts {
  /** `B` of `B-PER`. */
  readonly prefix: string;
  /** `PER` of `B-PER`; `_` where there is none. */
  readonly type: string;
}

/** As seqeval divides a tag, whatever it is. */
export function partsOf(tag: string): TagParts {
  const rest = tag.slice(1);
  const dash = rest.indexOf('-');
  return { prefix: tag.slice(0, 1), type: (dash < 0 ? rest : rest.slice(dash + 1)) || '_' };
}

const prefixes: Readonly<Record<TagScheme, string>> = { bio: 'BI', iob1: 'BI', bioes: 'BIESLU', none: '' };

/** Whether a tag can stand in data of the scheme at all. */
export function isTag(tag: string, scheme: TagScheme): boolean {
  if (scheme === 'none' || tag === outside) return tag !== '';
  return tag.length > 2 && tag[1] === '-' && prefixes[scheme].includes(tag[0]!);
}

/** BILOU's letters as those of BIOES. */
const asBioes: Readonly<Record<string, string>> = { L: 'E', U: 'S' };
const letterOf = (prefix: string): string => asBioes[prefix] ?? prefix;

/** Whether a word with `before` may be followed by one with `tag`; both are of the scheme, and `O` is before and after all. */
export function mayFollow(before: string, tag: string, scheme: TagScheme): boolean {
  if (scheme === 'none') return true;
  const [from, to] = [partsOf(before), partsOf(tag)];
  const [left, right] = [letterOf(from.prefix), letterOf(to.prefix)];
  const goesOn = (left === 'B' || left === 'I') && from.type === to.type;
  switch (scheme) {
    case 'bio':
      return right !== 'I' || goesOn;
    // `B-` only tells an entity from the one before it.
    case 'iob1':
      return right !== 'B' || goesOn;
    case 'bioes': {
      const isOpen = left === 'B' || left === 'I';
      return right === 'I' || right === 'E' ? goesOn : !isOpen;
    }
  }
}
