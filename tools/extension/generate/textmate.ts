/** The TextMate grammar that colours a text before the language server has spoken, and in Markdown. */
import { type Vocabulary, vocabulary } from './vocabulary.js';

export interface TextMateRule {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly captures?: Captures;
  readonly beginCaptures?: Captures;
  readonly endCaptures?: Captures;
  readonly patterns?: readonly (TextMateRule | { readonly include: string })[];
}

type Captures = Readonly<Record<string, { readonly name: string }>>;

export interface TextMateGrammar {
  readonly name: string;
  readonly scopeName: string;
  readonly patterns: readonly { readonly include: string }[];
  readonly repository: Readonly<Record<string, TextMateRule>>;
}

/** No part of a longer name. A name may stand right behind the two dots of a range. */
const word = (names: readonly string[]): string => `(?<!\\w)(?:${names.join('|')})(?!\\w)`;

export function textMateGrammar(words: Vocabulary = vocabulary()): TextMateGrammar {
  const repository: Record<string, TextMateRule> = {
    comments: { patterns: comments },
    strings: { patterns: strings },
    declarations: { patterns: declarations(words) },
    labels: { patterns: labels(words) },
    arguments: {
      begin: '\\(',
      // A brace ends it too, so that one missing bracket does not colour the rest of the file.
      end: '\\)|(?=[{}])',
      beginCaptures: { 0: { name: 'punctuation.section.parens.begin.tlp' } },
      endCaptures: { 0: { name: 'punctuation.section.parens.end.tlp' } },
      patterns: [
        { name: 'variable.parameter.tlp', match: `(?<!\\w)(?:${words.terminals.ID})(?=\\s*:)` },
        ...includes('comments', 'strings', 'numbers', 'words', 'arguments', 'punctuation'),
      ],
    },
    numbers: {
      // The fourth group of the grammar's own expression is the unit.
      name: 'constant.numeric.tlp',
      match: `(?<![\\w])(?:${words.terminals.NUMBER})`,
      captures: { 4: { name: 'keyword.other.unit.tlp' } },
    },
    words: { patterns: values(words) },
    punctuation: {
      patterns: [
        { name: 'keyword.operator.comparison.tlp', match: '[<>]=?' },
        { name: 'keyword.operator.range.tlp', match: '\\.\\.' },
        { name: 'keyword.operator.assignment.tlp', match: '=' },
        { name: 'punctuation.separator.tlp', match: '[,:]' },
        { name: 'punctuation.section.braces.tlp', match: '[{}]' },
      ],
    },
  };
  const order = [
    'comments',
    'strings',
    'declarations',
    'labels',
    'arguments',
    'numbers',
    'words',
    'punctuation',
  ];
  return { name: 'TLP', scopeName: 'source.tlp', patterns: includes(...order), repository };
}

const includes = (...names: readonly string[]) => names.map((name) => ({ include: `#${name}` }));

const comments: readonly TextMateRule[] = [
  { name: 'comment.block.documentation.tlp', begin: '/\\*\\*(?!/)', end: '\\*/' },
  { name: 'comment.block.tlp', begin: '/\\*', end: '\\*/' },
  { name: 'comment.line.double-slash.tlp', match: '//.*$' },
];

/** Strings end with their line, as in the grammar. */
const strings: readonly TextMateRule[] = [
  {
    name: 'string.quoted.double.tlp',
    begin: '"',
    end: '"|$',
    patterns: [{ name: 'constant.character.escape.tlp', match: '\\\\.' }],
  },
];

function declarations({ structure, terminals, backbones }: Vocabulary): readonly TextMateRule[] {
  const keyword = word(structure);
  return [
    {
      match: `(?<!\\.\\.)(${word(['backbone'])})\\s+(${word(backbones)})`,
      captures: { 1: { name: 'keyword.control.declaration.tlp' }, 2: { name: 'support.class.backbone.tlp' } },
    },
    {
      match: `(?<!\\.\\.)(${word(['let'])})\\s+(${terminals.ID})(?=\\s*=)`,
      captures: {
        1: { name: 'keyword.control.declaration.tlp' },
        2: { name: 'variable.other.constant.tlp' },
      },
    },
    {
      match: `(?<!\\.\\.)(${word(['pipeline', 'extends', 'phase', 'block', 'backbone'])})\\s+(${terminals.ID})(?=\\s*([{"]|$|extends\\b))`,
      captures: { 1: { name: 'keyword.control.declaration.tlp' }, 2: { name: 'entity.name.type.tlp' } },
    },
    { name: 'keyword.control.declaration.tlp', match: `(?<!\\.\\.)${keyword}(?=\\s*([{"]|\\s\\w|$))` },
  ];
}

function labels({ properties, terminals }: Vocabulary): readonly TextMateRule[] {
  return [
    { name: 'support.type.property-name.tlp', match: `${word(properties)}(?=\\s*:)` },
    { name: 'support.type.property-name.tlp', match: `(?<!\\w)(?:${terminals.PATH})` },
    { name: 'support.type.property-name.tlp', match: `(?<!\\w)(?:${terminals.METRIC})` },
    { name: 'variable.other.property.tlp', match: `(?<!\\w)(?:${terminals.ID})(?=\\s*:)` },
  ];
}

function values({ freezing, calls, values, terminals }: Vocabulary): readonly TextMateRule[] {
  return [
    { name: 'keyword.operator.word.tlp', match: `(?<!\\.\\.)${word(freezing)}` },
    { name: 'support.function.tlp', match: `${word(calls)}(?!\\s*[:.{])` },
    { name: 'entity.name.function.tlp', match: `(?<!\\w)(?:${terminals.ID})(?=\\s*\\()` },
    { name: 'support.constant.tlp', match: `(?<!\\.\\.)${word(values)}(?!\\s*\\.\\.)` },
    { name: 'variable.other.tlp', match: `(?<!\\w)(?:${terminals.ID})` },
  ];
}

/** Colours fenced blocks of Markdown that say they are `tlp`. */
export function markdownInjection() {
  return {
    scopeName: 'markdown.tlp.codeblock',
    injectionSelector: 'L:text.html.markdown',
    patterns: [
      {
        begin: '(^|\\G)(\\s*)(`{3,}|~{3,})\\s*(?i:(tlp)((\\s+|:|,|\\{|\\?)[^`]*)?$)',
        end: '(^|\\G)(\\2|\\s{0,3})(\\3)\\s*$',
        name: 'markup.fenced_code.block.markdown',
        beginCaptures: {
          3: { name: 'punctuation.definition.markdown' },
          4: { name: 'fenced_code.block.language.markdown' },
        },
        endCaptures: { 3: { name: 'punctuation.definition.markdown' } },
        patterns: [
          {
            begin: '(^|\\G)(\\s*)(.*)',
            while: '(^|\\G)(?!\\s*([`~]{3,})\\s*$)',
            contentName: 'meta.embedded.block.tlp',
            patterns: [{ include: 'source.tlp' }],
          },
        ],
      },
    ],
  };
}
