/** Values of `freeze:`, from the blocks of the pipeline's backbone in their real order. */
import type { Graph } from '../../graph/types.js';
import { parameterCount } from '../../graph/walk.js';
import { counted } from '../../quantities.js';
import { freeze } from '../../schema/freeze.js';
import { keywords } from '../../schema/keywords.js';
import type { Cursor } from '../context/cursor.js';
import { isName } from '../context/word.js';
import type { Scene } from '../feature.js';
import { rounded } from '../quantities.js';
import type { SourceToken } from '../tokens.js';
import { fillIn, wordText } from './fill.js';
import { Group, Kind, type Offer } from './offer.js';
import { backboneAround } from './weights.js';

export function freezeOffers(scene: Scene, cursor: Cursor): readonly Offer[] {
  const { value, next, following, nextOnLine, snapshot, word } = cursor;
  const before = value?.tokens ?? [];
  if (cursor.filled && (next?.kind === 'all' || next?.kind === 'none')) return [];
  if (next?.kind === 'except') return wordsOf(['all'], false);
  if (next?.kind === '(' && nextOnLine) return wordsOf(['first'], true);
  const backbone = backboneAround(scene, cursor);
  const graph = backbone && scene.snapshot.services.backbones.Builtin.graph(backbone);
  const blocks = graph ? blockOffers(graph) : [];
  const index = (name: string | undefined): number => blocks.findIndex(({ label }) => label === name);
  if (cursor.toEnd) {
    const from = before.at(-2);
    const start = from && isName(from) && from.kind !== 'except' ? Math.max(index(from.text), 0) : 0;
    return blocks.slice(start);
  }
  if (next?.kind === '..' && nextOnLine) {
    const [, last] = following;
    const end = last && isName(last) ? index(last.text) : -1;
    return end < 0 ? blocks : blocks.slice(0, end + 1);
  }
  // A first dot that was typed is no token yet; the range takes it in.
  const dot = snapshot.text.getText()[word.start - 1] === '.' ? word.start - 1 : undefined;
  const ranges = graph
    ? rangeOffers(
        graph,
        dot,
        before.some(({ kind }) => kind === 'except'),
      )
    : [];
  if (dot !== undefined) return ranges;
  const left = graph ? withoutCovered(graph, before) : [];
  const alone = before.length === 0 && !cursor.filled && !(next?.kind === ',' && nextOnLine);
  return [
    ...(alone ? wordsOf(['all', 'none'], false) : []),
    ...ranges.filter((_, range) => left.slice(0, range + 1).every(Boolean)),
    ...blocks.filter((_, block) => left[block]),
    ...wordsOf(['first'], false),
  ];
}

/** Values of `until:`, of the whole network: what is written there already ends it. */
export function lastBlockOffers(scene: Scene, cursor: Cursor): readonly Offer[] {
  const backbone = backboneAround(scene, cursor);
  const { Builtin } = scene.snapshot.services.backbones;
  return backbone ? blockOffers(Builtin.graph(backbone.wholeOf ?? backbone)) : [];
}

/** For each block, whether none of the items before names it. */
function withoutCovered({ blocks }: Graph, before: readonly SourceToken[]): readonly boolean[] {
  const items = before.slice(before.findIndex(({ kind }) => kind === 'except') + 1);
  const free = blocks.map(() => true);
  const index = (token: SourceToken | undefined): number =>
    blocks.findIndex(({ name }) => name === token?.text);
  items.forEach((token, at) => {
    if (token.kind === '..') {
      const from = Math.max(index(items[at - 1]), 0);
      const to = index(items[at + 1]);
      free.fill(false, from, to < 0 ? undefined : to + 1);
    } else if (index(token) >= 0) free[index(token)] = false;
  });
  return free;
}

/** True where blocks stand behind the cursor, which only an `except` can go before. */
export const blocksFollow = ({ nextOnLine, following: [next, behind] }: Cursor): boolean =>
  nextOnLine && (next?.kind === '..' || (next?.kind === 'ID' && behind?.kind !== '('));

/** Behind `all`: what it leaves out. */
export function exceptOffers(cursor: Cursor): readonly Offer[] {
  const { value, next } = cursor;
  if (next && [':', '(', '{', '='].includes(next.kind)) return [];
  const [first, ...more] = value?.tokens ?? [];
  if (value?.name?.text !== 'freeze' || first?.kind !== 'all' || more.length > 0) return [];
  const { doc, example } = keywords.except;
  const goesOn = !blocksFollow(cursor);
  const text = goesOn ? 'except ' : 'except';
  // On the next line it may still go on, but another property is more likely.
  const group = isOnNextLine(cursor) ? Group.Last : Group.First;
  return [{ label: 'except', text, kind: Kind.Keyword, group, doc, example, goesOn }];
}

const isOnNextLine = ({ snapshot, previous, word }: Cursor): boolean =>
  snapshot.text.getText().slice(previous?.end, word.start).includes('\n');

function wordsOf(names: readonly string[], called: boolean): readonly Offer[] {
  return freeze.words
    .filter(({ name }) => names.includes(name))
    .map((word) => {
      const { name, doc, example } = word;
      const text =
        name === 'first' && !called ? { text: example, snippet: fillIn(example) } : wordText(word, called);
      const group = name === 'first' ? Group.Last : Group.First;
      return { label: name, kind: Kind.Keyword, group, doc, ...text };
    });
}

const parametersIn = (graph: Graph, name: string): number =>
  parameterCount(graph.parameters.filter(({ block }) => block === name));

function blockOffers(graph: Graph): readonly Offer[] {
  return graph.blocks.map(({ name, layers }) => ({
    label: name,
    kind: Kind.Reference,
    group: Group.Names,
    detail: `${counted(layers.length, 'layer')}, ${rounded(parametersIn(graph, name))} parameters`,
  }));
}

/** `..block5`: everything from the image up to a block. It is no match for `block5`, which means that block alone. */
function rangeOffers(graph: Graph, start: number | undefined, excepted: boolean): readonly Offer[] {
  const all = parameterCount(graph.parameters);
  let parameters = 0;
  return graph.blocks.map(({ name }) => {
    parameters += parametersIn(graph, name);
    return {
      label: `..${name}`,
      kind: Kind.Reference,
      group: Group.Usual,
      detail: `${excepted ? 'trains' : 'freezes'} ${rounded(parameters)} of ${rounded(all)} parameters`,
      ...(start === undefined ? {} : { start }),
    };
  });
}
