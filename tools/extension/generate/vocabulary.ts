/** The language's words, sorted by what they are, from the grammar, the schema table and the catalogue. */
import { backbones } from '@tlp/language/backbones/catalogue.js';
import { createTlpServices } from '@tlp/language/grammar/create-services.js';
import { blocks, memberWords } from '@tlp/language/schema/index.js';
import type { Specs, Word } from '@tlp/language/schema/types.js';
import { AstUtils, type Grammar, GrammarAST, GrammarUtils } from 'langium';

export interface Vocabulary {
  /** Words that begin a block or a declaration. */
  readonly structure: readonly string[];
  /** Words of freeze ranges: `all`, `none`, `except`, `first`. */
  readonly freezing: readonly string[];
  readonly properties: readonly string[];
  /** Words that take arguments: layers, sources, optimizers, schedules, augmentations. */
  readonly calls: readonly string[];
  /** Words that are values: `average`, `loss`, `true`. */
  readonly values: readonly string[];
  readonly backbones: readonly string[];
  /** Regular expressions of the terminals, by their names. */
  readonly terminals: Readonly<Record<string, string>>;
}

export function vocabulary(): Vocabulary {
  const grammar = createTlpServices().tlp.Grammar;
  const words = new Map<string, Word>();
  for (const { properties } of Object.values(blocks)) collect(properties, words);
  for (const word of Object.values(memberWords).flat()) add(word, words);
  const members = new Set(Object.values(memberWords).flatMap((list) => list.map(({ name }) => name)));
  const takesArguments = (word: Word) => members.has(word.name) || Object.keys(word.parameters).length > 0;
  const all = [...words.values()];
  const freezing = keywords(grammar, (rule) => /^(Freeze|FirstLayers)$/.test(rule));
  return {
    structure: keywords(
      grammar,
      (rule) => !/^(Freeze|FirstLayers|FreezeProperty|Word|BlockName)$/.test(rule),
    ),
    freezing,
    properties: sorted(Object.values(blocks).flatMap(({ properties }) => Object.keys(properties))).filter(
      isWord,
    ),
    calls: sorted(all.filter(takesArguments).map(({ name }) => name)),
    values: sorted(all.filter((word) => !takesArguments(word)).map(({ name }) => name)).filter(
      (name) => !freezing.includes(name) && isWord(name),
    ),
    backbones: sorted(backbones.map(({ name }) => name)),
    terminals: Object.fromEntries(
      grammar.rules
        .filter(GrammarAST.isTerminalRule)
        .map((rule) => [rule.name, GrammarUtils.terminalRegex(rule).source]),
    ),
  };
}

function collect(specs: Specs, words: Map<string, Word>): void {
  for (const { type } of Object.values(specs)) for (const word of type.words) add(word, words);
}

function add(word: Word, words: Map<string, Word>): void {
  if (!words.has(word.name)) words.set(word.name, word);
  collect(word.parameters, words);
}

function keywords(grammar: Grammar, inRule: (name: string) => boolean): readonly string[] {
  const found = grammar.rules
    .filter((rule) => GrammarAST.isParserRule(rule) && inRule(rule.name))
    .flatMap((rule) => AstUtils.streamAst(rule).filter(GrammarAST.isKeyword).toArray())
    .map(({ value }) => value);
  return sorted(found.filter(isWord));
}

/** The measures of `expect` have a terminal of their own. */
const isWord = (name: string): boolean => /^\w+$/.test(name);

const sorted = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();
