import { memberWords } from '../../schema/index.js';
import type { Word } from '../../schema/types.js';
import type { Cursor } from '../context/cursor.js';
import type { Scene } from '../feature.js';
import type { Follow } from './follow.js';
import { letOffers } from './lets.js';
import { Group, Kind, type Offer } from './offer.js';
import { wordOffer } from './values.js';

/** The layers of a head in the order in which people stack them: first what makes a vector, last the classes. */
export function layerOffers(scene: Scene, cursor: Cursor, follow: Follow): readonly Offer[] {
  if (follow !== 'nothing' && follow !== 'bracket') return [];
  const called = follow === 'bracket';
  const before = cursor.block.members.flatMap((member) =>
    member.kind === 'layer' && member.name.start < cursor.word.start ? [member.name.text] : [],
  );
  const flat = before.includes('pool') || before.includes('flatten');
  const makesFlat = ({ name }: Word): boolean => name === 'pool' || name === 'flatten';
  const layers = memberWords.head.map((word): Offer => {
    const fitting = makesFlat(word) !== flat;
    return { ...wordOffer(word, called), kind: Kind.Function, group: fitting ? Group.Required : Group.Other };
  });
  const last = memberWords.head.find(({ name }) => name === 'dense');
  const { type = undefined, example = '' } = last?.parameters.units ?? {};
  const ends = !called && flat && last && type?.words.some(({ name }) => name === example);
  const classes: readonly Offer[] = ends
    ? [
        {
          label: `dense(${example})`,
          kind: Kind.Function,
          group: before.at(-1) === 'dense' ? Group.Other : Group.First,
          doc: type?.words.find(({ name }) => name === example)?.doc ?? last.doc,
        },
      ]
    : [];
  return [...layers, ...classes, ...letOffers(scene, cursor, { words: memberWords.head })];
}
