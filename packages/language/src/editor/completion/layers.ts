import { headLayers } from '../../schema/head.js';
import { headPresets } from '../../schema/head-presets.js';
import { memberWords } from '../../schema/index.js';
import type { Word } from '../../schema/types.js';
import type { Cursor } from '../context/cursor.js';
import type { Scene } from '../feature.js';
import { fillIn } from './fill.js';
import type { Follow } from './follow.js';
import { letOffers } from './lets.js';
import { Group, Kind, type Offer } from './offer.js';
import { wordOffer } from './values.js';

/** The layers of a head in the order in which people stack them: first what makes a vector, last the classes. */
export function layerOffers(scene: Scene, cursor: Cursor, follow: Follow): readonly Offer[] {
  if (follow !== 'nothing' && follow !== 'bracket') return [];
  const called = follow === 'bracket';
  const earlier = cursor.block.members.flatMap((member) =>
    member.kind === 'layer' && member.name.start < cursor.word.start ? [member.name] : [],
  );
  const before = earlier.map(({ text }) => text);
  const content = cursor.snapshot.text.getText();
  const flat = earlier.some(({ text, start }) => leavesVector(text, content.slice(start, cursor.word.start)));
  const readsMap = ({ name }: Word): boolean =>
    ['pool', 'flatten', 'convolution', 'lstm', 'gru'].includes(name);
  const last = lastLayer();
  const ends = !called && last !== undefined && isLast(cursor, last);
  const others = cursor.block.members.some(
    (member) => member.kind === 'layer' && member.name.start !== cursor.word.start,
  );
  const presets: readonly Offer[] = others
    ? []
    : headPresets.map((word) => ({ ...wordOffer(word, { called }), kind: Kind.Function }));
  const layers = headLayers.words.map((word): Offer => {
    const fitting = readsMap(word) !== flat;
    const inserted =
      ends && word.name === last.word.name ? { text: last.text, snippet: fillIn(last.text) } : {};
    return {
      ...wordOffer(word, { called }),
      ...inserted,
      kind: Kind.Function,
      group: fitting ? Group.Required : Group.Other,
    };
  });
  const classes: readonly Offer[] =
    ends && flat
      ? [
          {
            label: last.text,
            kind: Kind.Function,
            group: before.at(-1) === last.word.name ? Group.Other : Group.First,
            doc: last.doc,
          },
        ]
      : [];
  return [...layers, ...classes, ...presets, ...letOffers(scene, cursor, { words: memberWords.head })];
}

/** @param rest of the head, from the layer on */
function leavesVector(name: string, rest: string): boolean {
  if (name === 'pool' || name === 'flatten') return true;
  return (name === 'lstm' || name === 'gru') && !/^\w+\s*\([^)]*\bsequence\b/.test(rest);
}

/** `dense(classes)`, as the schema table's examples have it. */
function lastLayer(): { readonly word: Word; readonly text: string; readonly doc: string } | undefined {
  const word = memberWords.head.find(({ name }) => name === 'dense');
  const { type, example = '' } = word?.parameters.units ?? {};
  const classes = type?.words.find(({ name }) => name === example);
  return word && classes && { word, text: `${word.name}(${example})`, doc: classes.doc ?? word.doc };
}

/** Nothing follows in the head, and the layer that gives the scores is not in it yet. */
function isLast({ block, word, snapshot }: Cursor, last: { readonly text: string }): boolean {
  const content = snapshot.text.getText();
  return block.members.every(
    (member) =>
      member.kind !== 'layer' ||
      member.name.start === word.start ||
      (member.name.start < word.start && !content.startsWith(last.text, member.name.start)),
  );
}
