// biome-ignore-all lint/suspicious/noTemplateCurlyInString: places of snippets are written so.
/** Members of a block: its properties, the blocks it may hold, the layers of a head. */

import { nearest } from '../../checks/did-you-mean.js';
import { blocks } from '../../schema/index.js';
import { keywords } from '../../schema/keywords.js';
import type { Spec } from '../../schema/types.js';
import type { Cursor } from '../context/cursor.js';
import { blockSpec, writtenSpec } from '../context/expected.js';
import { around, homes, type Member, type MemberKeyword } from '../context/outline.js';
import type { Scene } from '../feature.js';
import { asksForBlocks, freezingBlocks, inFolders } from '../snippets/places.js';
import { snippets } from '../snippets/snippets.js';
import { fillIn } from './fill.js';
import { type Follow, followOf, freezing, mayHold } from './follow.js';
import { knobOffers } from './knobs.js';
import { layerOffers } from './layers.js';
import { measureOffers } from './measures.js';
import { Group, Kind, type Offer } from './offer.js';
import { foldersBeside } from './paths.js';
import { backboneAround } from './weights.js';
import { writtenNames } from './written.js';

export function memberOffers(scene: Scene, cursor: Cursor): readonly Offer[] {
  const follow = followOf(cursor);
  if (cursor.previous?.kind === 'abstract') {
    const { doc, example } = keywords.pipeline;
    return [{ label: 'pipeline', kind: Kind.Keyword, group: Group.First, doc, example }];
  }
  const home = homeOf(cursor);
  if (home === undefined) return [];
  if (home === 'head') return layerOffers(scene, cursor, follow);
  if (home === 'expect') return measureOffers(scene, cursor);
  if (home === 'sweep')
    return [...propertyOffers(home, cursor, follow), ...knobOffers(scene, cursor, follow)];
  return [...propertyOffers(home, cursor, follow), ...blockOffers(home, scene, cursor, follow)];
}

const known: readonly string[] = ['file', ...Object.keys(homes)];

/** The block as it was probably meant, so that a typing error in its first word costs nothing inside it. */
function homeOf({ block: { keyword } }: Cursor): string | undefined {
  return known.includes(keyword) ? keyword : nearest(keyword, known);
}

/** The other members of the block, on both sides of the cursor. */
const othersOf = ({ block, word }: Cursor): readonly Member[] =>
  block.members.filter((member) => startOf(member) !== word.start);

function startOf(member: Member): number | undefined {
  if (member.kind === 'block') return member.block.start;
  if (member.kind === 'let') return member.start;
  return member.kind === 'import' ? undefined : member.name.start;
}

/** Required ones first, those written already left out. */
function propertyOffers(home: string, cursor: Cursor, follow: Follow): readonly Offer[] {
  if (follow !== 'colon' && follow !== 'bracket' && follow !== 'nothing') return [];
  const used = writtenNames(cursor);
  const freezes = freezing(cursor);
  return Object.entries<Spec<unknown>>(
    (home === cursor.block.keyword ? writtenSpec(cursor.block) : blockSpec(home))?.properties ?? {},
  )
    .filter(([name]) => !used.has(name))
    .filter(([, { type }]) => follow !== 'bracket' || type.callable === true)
    .filter(
      ([name]) =>
        follow !== 'colon' || freezes === 'perhaps' || (name === 'freeze') === (freezes === 'surely'),
    )
    .map(([name, spec]) => propertyOffer(name, spec, follow === 'nothing'));
}

function propertyOffer(name: string, spec: Spec<unknown>, alone: boolean): Offer {
  const { type, fallback, doc, example } = spec;
  const offer: Offer = {
    label: name,
    kind: Kind.Property,
    group: fallback ? Group.Usual : Group.Required,
    detail: fallback ? `default: ${fallback.doc}` : 'required',
    doc: `${doc}\n\nHolds ${type.description}.`,
    example,
  };
  if (!alone) return offer;
  if (type.callable) return { ...offer, text: example, snippet: fillIn(example, type) };
  const number = /^\w+: (-?\.?\d[^\s,(]*)$/.exec(example)?.[1];
  if (number === undefined) return { ...offer, text: `${name}: `, goesOn: true };
  return { ...offer, text: `${name}: `, snippet: `${name}: \${1:${number}}`, goesOn: true };
}

const once: ReadonlySet<string> = new Set(['backbone', 'data', 'head', 'schedule', 'expect', 'sweep']);

/** What follows each keyword. */
const followers: Readonly<Record<MemberKeyword, readonly Follow[]>> = {
  import: ['path'],
  pipeline: ['name', 'brace'],
  let: ['equals'],
  backbone: ['name', 'model', 'brace'],
  data: ['call'],
  head: ['brace'],
  schedule: ['brace'],
  phase: ['name', 'brace'],
  expect: ['brace'],
  sweep: ['brace'],
};

/** What a keyword needs behind it to be a sound text on its own. */
const bare: Readonly<Record<MemberKeyword, string>> = {
  import: 'import "$1"',
  pipeline: 'pipeline ${1:name} {\n  $0\n}',
  let: 'let ${1:name} = ${2:1e-3}',
  backbone: 'backbone ',
  data: 'data ',
  head: 'head {\n  $0\n}',
  schedule: 'schedule {\n  $0\n}',
  phase: 'phase ${1:name} {\n  $0\n}',
  expect: 'expect {\n  $0\n}',
  sweep: 'sweep {\n  $0\n}',
};

function blockOffers(home: string, scene: Scene, cursor: Cursor, follow: Follow): readonly Offer[] {
  const written = new Set(
    othersOf(cursor).map((member) => (member.kind === 'block' ? member.block.keyword : '')),
  );
  const names = Object.keys(homes) as MemberKeyword[];
  const open = names.filter((name) => {
    const parents: readonly string[] = homes[name];
    // Where a pipeline extends another, its data may come from there.
    const inherits = name === 'data' && follow === 'brace' && around(cursor.block, 'pipeline')?.extended;
    const fits = follow === 'nothing' || followers[name].includes(follow) || inherits;
    const holds = follow !== 'brace' || mayHold(name, cursor);
    return parents.includes(home) && fits && holds && !(once.has(name) && written.has(name));
  });
  const abstract = home === 'file' && (follow === 'nothing' || follow === 'pipeline');
  return [
    ...open.map((name) => keywordOffer(name, follow === 'nothing')),
    ...(abstract ? [abstractOffer(follow === 'nothing')] : []),
    ...(follow === 'nothing' ? wholeBlocks(home, open, scene, cursor) : []),
  ];
}

function keywordOffer(name: MemberKeyword, alone: boolean): Offer {
  const { doc, example } = Object.hasOwn(keywords, name)
    ? keywords[name as keyof typeof keywords]
    : blocks[name as keyof typeof blocks];
  const group = name === 'let' || name === 'import' ? Group.Last : Group.Other;
  const offer: Offer = { label: name, kind: Kind.Keyword, group, doc, example };
  if (!alone) return offer;
  const body = bare[name];
  if (!body.includes('$')) return { ...offer, text: body, goesOn: true };
  return {
    ...offer,
    text: body.replace('  $0\n', '').replaceAll(/\$\{\d:(\S+?)\}|\$\d/g, '$1'),
    snippet: body,
  };
}

function abstractOffer(alone: boolean): Offer {
  const { doc, example } = keywords.abstract;
  const body = 'abstract pipeline ${1:name} {\n  $0\n}';
  const inserted = alone ? { text: 'abstract pipeline name {\n}', snippet: body } : {};
  return { label: 'abstract', kind: Kind.Keyword, group: Group.Last, doc, example, ...inserted };
}

function wholeBlocks(home: string, open: readonly string[], scene: Scene, cursor: Cursor): readonly Offer[] {
  const offered = snippets.filter((snippet) => snippet.home === home && open.includes(snippet.keyword));
  if (offered.length === 0) return [];
  const backbone = offered.some(({ body }) => asksForBlocks(body))
    ? backboneAround(scene, cursor)
    : undefined;
  const { Builtin } = scene.snapshot.services.backbones;
  const blocksOf = backbone && Builtin.graph(backbone).blocks.map(({ name }) => name);
  const folders = foldersBeside(scene);
  return offered.map(({ label, doc, body }) => ({
    label,
    kind: Kind.Snippet,
    group: Group.Last,
    doc,
    snippet: inFolders(blocksOf ? freezingBlocks(body, blocksOf) : body, folders),
  }));
}
