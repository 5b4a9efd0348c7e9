// biome-ignore-all lint/suspicious/noTemplateCurlyInString: places of snippets are written so.
/**
 * A text typed key by key into an editor that behaves as VS Code does with `acceptSuggestionOnEnter: smart`, as far as
 * that decides what Enter and Tab do. It is stricter than VS Code: of the items that match what was typed any may be the
 * selected one, unless one is what was typed.
 */

import { describe, expect, test } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver-protocol';
import { blocks, memberWords } from '../../schema/index.js';
import type { Specs } from '../../schema/types.js';
import { sceneOf } from '../testing.js';
import { completion } from './completion.js';

const signs = new Set(completion.capabilities.completionProvider?.triggerCharacters);

interface List {
  readonly items: readonly CompletionItem[];
  readonly incomplete: boolean;
  /** Offset of the word that the items replace. */
  readonly start: number;
}

/** Letters in their order, as every fuzzy match needs at the least. */
function matches({ filterText, label }: CompletionItem, typed: string): boolean {
  let at = 0;
  for (const letter of (filterText ?? label).toLowerCase()) if (letter === typed[at]) at++;
  return at === typed.length;
}

/** The items that are still shown once `line` was typed behind `before`, and the word that they are matched with. */
function typing(before: string, line: string, after: string) {
  let list: List | undefined;
  const ask = (typed: string, sign?: string): List | undefined => {
    const scene = sceneOf(`${before}${typed}$0${after}`, {
      client: { snippets: true, insertReplace: true },
    });
    const context =
      sign === undefined ? {} : { context: { triggerKind: 2 as const, triggerCharacter: sign } };
    const { items, isIncomplete } = completion.answer(scene, { ...scene.params, ...context });
    const [first] = items;
    if (!first?.textEdit || !('insert' in first.textEdit)) return undefined;
    return {
      items,
      incomplete: isIncomplete,
      start: scene.snapshot.text.offsetAt(first.textEdit.insert.start) - before.length,
    };
  };
  for (let end = 1; end <= line.length; end++) {
    const typed = line.slice(0, end);
    const sign = typed.at(-1)!;
    const word = /[\w%]*$/.exec(typed)![0];
    if (signs.has(sign)) list = ask(typed, sign);
    // A list opens with the first letter of a word; not with a digit.
    else if (word.length === 1 && /\D/.test(word)) list = ask(typed);
    else if (word === '') list = undefined;
    else if (list?.incomplete || (!list && /\d\D+$/.test(word))) list = ask(typed);
    const matched = list && line.slice(list.start, end).toLowerCase();
    const left = list?.items.filter((item) => matches(item, matched!)) ?? [];
    list = list && left.length > 0 ? { ...list, items: left } : undefined;
  }
  return list && { items: list.items, typed: line.slice(list.start) };
}

/** Undefined where Enter ends the line; else what it may insert instead. */
function takenByEnter(before: string, line: string, after: string): readonly string[] | undefined {
  const shown = typing(before, line, after);
  if (!shown) return undefined;
  const inserted = (item: CompletionItem): string => item.textEdit?.newText ?? '';
  // What matches in full stands first in VS Code.
  const same = shown.items.find(({ filterText, label }) => (filterText ?? label) === shown.typed);
  if (same) return inserted(same) === shown.typed ? undefined : [inserted(same)];
  return shown.items.map(inserted);
}

const frames: Readonly<Record<string, readonly [string, string]>> = {
  backbone: ['pipeline a {\n  backbone efficientnet_lite0 {\n    ', '\n  }\n}\n'],
  data: ['pipeline a {\n  data images("photos") {\n    ', '\n  }\n}\n'],
  head: ['pipeline a {\n  head {\n    ', '\n  }\n}\n'],
  schedule: ['pipeline a {\n  schedule {\n    ', '\n  }\n}\n'],
  expect: ['pipeline a {\n  expect {\n    ', '\n  }\n}\n'],
  sweep: ['pipeline a {\n  sweep {\n    ', '\n  }\n}\n'],
  phase: [
    'let rate = 1e-4\nlet rate_of_all = 1e-3\npipeline a {\n  backbone efficientnet_lite0\n  schedule {\n    phase b {\n      ',
    '\n    }\n  }\n}\n',
  ],
};

/** Every property with its example, its default and each of its words. */
const lines = Object.entries(blocks).flatMap(([block, { properties }]) =>
  Object.entries<Specs[string]>(properties as Specs).flatMap(([name, { example, fallback, type }]) => {
    const words = type.words.filter((word) => word.example === word.name);
    const fallbacks = fallback && /^[\w%-]+$/.test(fallback.doc) ? [fallback.doc] : [];
    const values = [
      ...words.map((word) => word.name),
      ...type.words.map((word) => word.example),
      ...fallbacks,
    ];
    const written = block === 'expect' ? [] : values.map((value) => `${name}: ${value}`);
    return [example, ...written].map((line) => [block, line] as const);
  }),
);

const layers = memberWords.head.flatMap(({ name, example, parameters }) => [
  ['head', example] as const,
  ...(Object.keys(parameters).length === 0 ? [['head', name] as const] : []),
]);

describe('Enter ends a line that is whole', () => {
  test.each<readonly [string, string]>([
    ...lines,
    ...layers,
    ['head', 'pool'],
    ['head', 'dense(classes)'],
    ['data', 'variants: 1'],
    ['data', 'batch: 3'],
    ['data', 'batch: 1'],
    ['data', 'augment: flip'],
    ['data', 'augment: flip, erase'],
    ['data', 'split: random(80%, 10%, 10%)'],
    ['schedule', 'seed: 4'],
    ['schedule', 'top_k: 1'],
    ['backbone', 'input: 1px'],
    ['phase', 'epochs: 1'],
    ['phase', 'epochs: 100'],
    ['phase', 'optimizer: adam'],
    ['phase', 'optimizer: adam // steadier'],
    ['phase', 'learning_rate: 1'],
    ['phase', 'learning_rate: 1e-4'],
    ['phase', 'learning_rate: rate'],
    ['phase', 'learning_rate: rate_of_all'],
    ['phase', 'freeze: ..block5'],
    ['phase', 'freeze: block1'],
    ['phase', 'freeze: stem, block1'],
    ['phase', 'freeze: block1..block3'],
    ['phase', 'freeze: all except top'],
    ['phase', 'label_smoothing: 10 %'],
  ])('in %s: %s', (block, line) => {
    const [before, after] = frames[block]!;
    const found = [line, line.replaceAll(/([:,]) /g, '$1')].map((one) => [
      one,
      takenByEnter(before, one, after),
    ]);
    expect(found.filter(([, taken]) => taken !== undefined)).toEqual([]);
  });
});

test('and takes the item that goes further than what was typed', () => {
  const [before, after] = frames.phase!;
  expect(takenByEnter(before, 'optimizer: rm', after)).toEqual(['rmsprop']);
  expect(takenByEnter(before, 'label_smoothing: 1', after)).toEqual(['1%']);
  expect(takenByEnter(before, 'ep', after)).toContain('epochs: ${1:10}');
});
