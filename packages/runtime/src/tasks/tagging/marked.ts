/** The text of a sentence with its entities, those that were found and those that were not. */
import type { Segment } from '../report.js';
import { placesOf, type TagAnswer } from './answer.js';
import type { Entity } from './entities.js';

export interface Judged {
  readonly right: readonly Entity[];
  readonly missed: readonly Entity[];
  readonly wrong: readonly Entity[];
}

/** What is there is found where words and type are the same. */
export function judgedEntities(there: readonly Entity[], said: readonly Entity[]): Judged {
  const keyOf = ({ type, start, end }: Entity): string => `${start}-${end} ${type}`;
  const [known, answered] = [new Set(there.map(keyOf)), new Set(said.map(keyOf))];
  return {
    right: there.filter((entity) => answered.has(keyOf(entity))),
    missed: there.filter((entity) => !answered.has(keyOf(entity))),
    wrong: said.filter((entity) => !known.has(keyOf(entity))),
  };
}

type Mark = NonNullable<Segment['mark']>;

/** Characters that are shown of a sentence. */
const LONGEST = 1000;

/** Where an entity that is missed and one that is wrong share words, the missed one is marked. */
export function markedText({ text, words }: Pick<TagAnswer, 'text' | 'words'>, judged: Judged): Segment[] {
  const marks = new Array<Mark | undefined>(words.length).fill(undefined);
  for (const kind of ['wrong', 'right', 'missed'] as const) {
    for (const { type, start, end } of judged[kind]) marks.fill({ kind, label: type }, start, end);
  }
  const segments: Segment[] = [];
  let [at, word] = [0, 0];
  const places = placesOf(text, words);
  while (word < words.length && at < LONGEST) {
    const mark = marks[word];
    let last = word;
    while (last + 1 < words.length && marks[last + 1] === mark) last += 1;
    const { start } = places[word]!;
    // What stands between words belongs to neither.
    if (start > at) segments.push({ text: text.slice(at, start) });
    const end = mark ? places[last]!.end : Math.min(places[last]!.end, at + LONGEST);
    segments.push({ text: text.slice(start, end), ...(mark && { mark }) });
    [at, word] = [end, last + 1];
  }
  if (at < text.length) segments.push({ text: at >= LONGEST ? '…' : text.slice(at) });
  return segments;
}
