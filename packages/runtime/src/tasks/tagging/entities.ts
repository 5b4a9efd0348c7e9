/** The entities that the tags of a sentence mark, as seqeval 1.2.2 reads them. */
import { partsOf, type TagScheme } from '@tlp/language/data/tags/scheme.js';

export interface Entity {
  readonly type: string;
  /** Of its words, from 0; the end is behind the last. */
  readonly start: number;
  readonly end: number;
}

/** None where tags mark no entities. `bioes` is read strictly, the others leniently: an `I-` after an `O` begins one. */
export function entitiesOf(tags: readonly string[], scheme: TagScheme): readonly Entity[] {
  if (scheme === 'none') return [];
  return scheme === 'bioes' ? strictEntities(tags) : lenientEntities(tags);
}

/** What tags mark: entities, or where they mark none, each word by itself. */
export const spansOf = (tags: readonly string[], scheme: TagScheme): readonly Entity[] =>
  scheme === 'none' ? tags.map((type, start) => ({ type, start, end: start + 1 })) : entitiesOf(tags, scheme);

/** `get_entities` of `metrics/sequence_labeling.py`. */
function lenientEntities(tags: readonly string[]): readonly Entity[] {
  const entities: Entity[] = [];
  let [prefix, type, start] = ['O', '', 0];
  for (const [i, tag] of [...tags, 'O'].entries()) {
    const now = partsOf(tag);
    const isOther = now.type !== type;
    if (ends(prefix, now.prefix) || (isIn(prefix) && isOther)) entities.push({ type, start, end: i });
    if (begins(prefix, now.prefix) || (isIn(now.prefix) && isOther)) start = i;
    ({ prefix, type } = now);
  }
  return entities;
}

const isIn = (prefix: string): boolean => prefix !== 'O' && prefix !== '.';

const ends = (before: string, now: string): boolean =>
  before === 'E' || before === 'S' || ('BI'.includes(before) && 'BSO'.includes(now));

const begins = (before: string, now: string): boolean =>
  now === 'B' || now === 'S' || ('ESO'.includes(before) && 'EI'.includes(now));

/** `IOBES` and `BILOU` of `scheme.py`: an entity counts only if it is closed. */
function strictEntities(tags: readonly string[]): readonly Entity[] {
  const parts = [...tags, 'O'].map((tag) => partsOf(tag));
  const entities: Entity[] = [];
  for (let start = 0; start < tags.length; ) {
    const { prefix, type } = parts[start]!;
    let end = start + 1;
    if ('BSU'.includes(prefix)) {
      while (goesOn(parts[end - 1]!.prefix, parts[end]!.prefix) && parts[end]!.type === type) end += 1;
      if ('ESLU'.includes(parts[end - 1]!.prefix)) entities.push({ type, start, end });
    }
    start = end;
  }
  return entities;
}

const goesOn = (before: string, now: string): boolean => 'BI'.includes(before) && 'IEL'.includes(now);
