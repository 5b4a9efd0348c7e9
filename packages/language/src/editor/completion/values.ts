/** Values of a type of the schema table: its words, numbers, texts, and the names that stand for such values. */

import { blocks } from '../../schema/index.js';
import { keywords } from '../../schema/keywords.js';
import type { Word } from '../../schema/types.js';
import type { Cursor } from '../context/cursor.js';
import type { Expected } from '../context/expected.js';
import { everyWord, expectedAt } from '../context/expected.js';
import type { Scene } from '../feature.js';
import { columnOffers } from './columns.js';
import { defaultAt } from './defaults.js';
import { fillIn, needsArguments, wordText } from './fill.js';
import { lastBlockOffers } from './freeze.js';
import { letOffers } from './lets.js';
import { numberOffers } from './numbers.js';
import { Group, Kind, type Offer } from './offer.js';
import { foldersBeside, quotedPaths } from './paths.js';
import { wordsOfTask } from './task.js';
import { sourceOffers } from './weights.js';

export function valueOffers(scene: Scene, cursor: Cursor): readonly Offer[] {
  const expected = expectedAt(cursor);
  if (!expected) return cursor.value?.kind === 'let' ? anyValue(scene, cursor) : [];
  const { type, spec } = expected;
  const { value, calls } = cursor;
  if (calls.length === 0 && value && value.index > 0 && value.kind === 'property' && !type?.several)
    return [];
  return [
    ...(spec && spec === blocks.backbone.properties.weights ? sourceOffers(scene, cursor) : []),
    ...(spec && spec === blocks.backbone.properties.until ? lastBlockOffers(scene, cursor) : []),
    ...columnOffers(scene, cursor),
    ...numberOffers(expected, cursor, spec && defaultAt(spec, scene, cursor)),
    ...wordOffers(ofTask(expected, scene, cursor), cursor, foldersBeside(scene).length > 0),
    ...(type?.names && expected.words.every(({ name }) => name === 'none')
      ? quotedPaths(type.names, scene, cursor)
      : []),
    ...letOffers(scene, cursor, expected),
    ...(type ? [environment(cursor)] : []),
  ];
}

/** The same with the words that fit what the pipeline predicts. */
function ofTask(expected: Expected, scene: Scene, cursor: Cursor): Expected {
  const fitting = wordsOfTask(expected.type, scene, cursor);
  return fitting
    ? { ...expected, words: expected.words.filter(({ name }) => fitting.includes(name)) }
    : expected;
}

/** The words of a type; those that a list holds already are left out. */
function wordOffers({ words, type, spec }: Expected, cursor: Cursor, listsPaths: boolean): readonly Offer[] {
  const { value, calls, next, toEnd } = cursor;
  if (toEnd) return [];
  const written = type?.several && calls.length === 0 ? (value?.tokens ?? []) : [];
  const inList = type?.several && calls.length === 0 && (value!.index > 0 || next?.kind === ',');
  const called = next?.kind === '(';
  return words
    .filter((word) => !written.some(({ text }) => text === word.name))
    .filter((word) => !(inList && word.name === 'none'))
    .filter((word) => !called || Object.keys(word.parameters).length > 0)
    .map((word) => wordOffer(word, { called, listsPaths, isDefault: isDefault(word, spec?.fallback?.doc) }));
}

const isDefault = (word: Word, shown: string | undefined): boolean =>
  shown !== undefined &&
  (shown === word.name || shown.startsWith(`${word.name}(`) || shown.startsWith(`${word.name}:`));

/** Whoever writes a property whose default is to do without does not come for that. */
export function wordOffer(
  word: Word,
  {
    called,
    isDefault: shown = false,
    listsPaths = false,
  }: { readonly called: boolean; readonly isDefault?: boolean; readonly listsPaths?: boolean },
): Offer {
  const { name, doc, example, parameters } = word;
  const takes = Object.keys(parameters);
  return {
    label: name,
    kind: takes.length > 0 ? Kind.Function : Kind.EnumMember,
    group: shown && name === 'none' ? Group.Other : Group.Usual,
    doc,
    preselect: shown && name !== 'none',
    ...(takes.length > 0 ? { detail: `${name}(${takes.join(', ')})`, example } : {}),
    ...(shown ? { detail: 'the default' } : {}),
    ...wordText(word, called, listsPaths),
  };
}

function environment({ next }: Cursor): Offer {
  const { doc, example } = keywords.env;
  const base = { label: 'env', kind: Kind.Function, group: Group.Last, doc, example };
  if (next?.kind === '(') return base;
  return { ...base, text: 'env("NAME")', snippet: fillIn('env("NAME")') };
}

/** What a `let` may hold whose use isn't known yet: any word with arguments, and other names. */
function anyValue(scene: Scene, cursor: Cursor): readonly Offer[] {
  if (cursor.calls.length > 0) return [];
  const words = new Map(
    everyWord()
      .filter((word) => Object.keys(word.parameters).length > 0)
      .map((w) => [w.name, w]),
  );
  const called = cursor.next?.kind === '(';
  return [
    ...letOffers(scene, cursor, undefined),
    ...[...words.values()].map((word) => wordOffer(word, { called: called || !needsArguments(word) })),
    environment(cursor),
  ];
}
