import fc from 'fast-check';
import { EmptyFileSystem } from 'langium';
import { describe, expect, test } from 'vitest';
import { exampleText } from '../../checks/example.js';
import { rules } from '../../checks/index.js';
import { createTlpServices } from '../create-services.js';
import { isRepairError } from '../lexer.js';
import { isInvented, type Token } from './tokens.js';

const { Lexer } = createTlpServices(EmptyFileSystem).tlp.parser;

/** The text as the parser gets it: what was invented in ‹ ›. */
const shown = (text: string): string =>
  Lexer.tokenize(text)
    .tokens.map((token) => (isInvented(token) ? `‹${token.tokenType.name}›` : token.image))
    .join(' ');

const lines = (...all: string[]): string => all.join('\n');

describe('what is invented', () => {
  test.each([
    [
      'a brace where the lines move back to the left',
      lines('pipeline p {', '  head {', '    pool', '  schedule {', '  }', '}'),
      'pipeline p { head { pool ‹}› schedule { } }',
    ],
    [
      'a brace before lines that are indented',
      lines('pipeline p {', '  head', '    pool', '  }', '}'),
      'pipeline p { head ‹{› pool } }',
    ],
    [
      'the head of a block, known by what is in it',
      lines('pipeline p {', '    batch: 8', '  }', '  head {', '  }', '}'),
      'pipeline p { ‹data› ‹{› batch : 8 } head { } }',
    ],
    [
      'the head of the pipeline',
      lines('  backbone resnet18', '  head {', '    pool', '  }', '}'),
      '‹pipeline› ‹{› backbone resnet18 head { pool } }',
    ],
    [
      'a bracket at the end of its line',
      lines('head {', '  pool(average', '  dropout(20%)', '}'),
      '‹pipeline› ‹{› head { pool ( average ‹)› dropout ( 20% ) } ‹}›',
    ],
    [
      'a value, where a member begins on the next line',
      lines('pipeline p {', '  data images("x") {', '    split:', '    batch: 8', '  }', '}'),
      'pipeline p { data images ( "x" ) { split : ‹ID› batch : 8 } }',
    ],
    [
      'a comma in a list, on one line and over several',
      lines(
        'pipeline p {',
        '  data images("x") {',
        '    augment: flip rotate(10deg)',
        '      zoom',
        '  }',
        '}',
      ),
      'pipeline p { data images ( "x" ) { augment : flip ‹,› rotate ( 10deg ) ‹,› zoom } }',
    ],
    [
      'nothing where a value stands on the next line',
      lines('pipeline p {', '  backbone resnet18 {', '    weights:', '      imagenet', '  }', '}'),
      'pipeline p { backbone resnet18 { weights : imagenet } }',
    ],
    [
      'a block without indentation, at the next head',
      lines('pipeline p {', 'head {', 'pool', 'schedule {', '}', '}'),
      'pipeline p { head { pool ‹}› schedule { } }',
    ],
    [
      'no brace after a backbone that has none, where the next lines are of another block',
      lines('pipeline p {', '  backbone resnet18', '    batch: 8', '  }', '  head {', '  }', '}'),
      'pipeline p { backbone resnet18 ‹data› ‹{› batch : 8 } head { } }',
    ],
    [
      'the head of a block whose brace stands on a line of its own',
      lines('pipeline p', '{', '  {', '    pool', '  }', '}'),
      'pipeline p { ‹head› { pool } }',
    ],
    [
      'the braces of heads that follow each other on a line',
      'pipeline p backbone resnet18 head pool',
      'pipeline p ‹{› backbone resnet18 head ‹{› pool ‹}› ‹}›',
    ],
    [
      'a brace between the name of a block and its first property',
      'pipeline p { schedule { phase a freeze: all epochs: 2 } } }',
      'pipeline p { schedule { phase a ‹{› freeze : all epochs : 2 } } }',
    ],
    [
      'the name of a list',
      lines('data images("x") {', '  flip(horizontal),', '    rotate(9deg)', '}'),
      '‹pipeline› ‹{› data images ( "x" ) { ‹LABEL› ‹:› flip ( horizontal ) , rotate ( 9deg ) } ‹}›',
    ],
    [
      'the bracket around arguments on lines of their own',
      lines(
        'pipeline p {',
        'data images("x") {',
        '  split:',
        '    train: 80%,',
        '    test: 20%',
        '  )',
        '}',
        '}',
      ),
      'pipeline p { data images ( "x" ) { split : ‹ID› ‹(› train : 80% , test : 20% ) } }',
    ],
    [
      'a comma between arguments on lines of their own',
      lines(
        'pipeline p {',
        'data images("x") {',
        '  split: random(',
        '    train: 80%',
        '    test: 20%',
        '  )',
        '}',
        '}',
      ),
      'pipeline p { data images ( "x" ) { split : random ( train : 80% ‹,› test : 20% ) } }',
    ],
    ['the value of a `let`', lines('let a', 'let b = 2'), 'let a ‹=› ‹ID› let b = 2'],
    [
      'no value for a word on the line before',
      lines('pipeline p {', '  schedule {', '    see', '    phase a {', '    }', '  }', '}'),
      'pipeline p { schedule { see ‹ID› phase a { } } }',
    ],
  ])('%s', (_, text, expected) => {
    expect(shown(text)).toBe(expected);
  });
});

test('a word that was the head of a block is one again', () => {
  const text = lines('pipeline p {', '  sched', '    phase a {', '    }', '  }', '}');
  expect(Lexer.tokenize(text).tokens.map((token) => token.tokenType.name)).toContain('schedule');
});

const sound = rules.map((rule) => exampleText(rule.good));
const withoutComments = (text: string): string => text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '');

test.each([
  ['a comment that is not closed ends with its line', '/* a\nlet b = 2', 'let b = 2'],
  ['… and with the starred lines under it', '/**\n * a\n * b\nlet b = 2', 'let b = 2'],
  ['… before another comment', '/* a\nlet b = 2 /* c */', 'let b = 2'],
  ['lines of a comment whose beginning is gone are left out', ' * a b\n */\nlet b = 2', 'let b = 2'],
  ['a comment may name files', '/* all of\n   data/*.png */\nlet b = 2', 'let b = 2'],
])('%s', (_, text, expected) => {
  expect(shown(text)).toBe(expected);
});

test('a sound text is never repaired, however it is laid out', () => {
  const layout = fc.array(fc.constantFrom(' ', '\n', '\n\n', '\n      ', '\t', '   '), {
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(fc.constantFrom(...sound), layout, (text, spaces) => {
      const pieces = withoutComments(text).match(/"[^"]*"|\S+/g) ?? [];
      const laid = pieces.map((piece, i) => piece + spaces[i % spaces.length]).join('');
      expect(Lexer.tokenize(laid).errors).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('tokens of the text are never moved or changed, but in a head that was read as the language has it', () => {
  const cut = fc.tuple(fc.constantFrom(...sound), fc.nat(999), fc.nat(60)).map(([text, at, size]) => {
    const start = Math.floor((at / 1000) * text.length);
    return text.slice(0, start) + text.slice(start + size);
  });
  const place = ({ startOffset, image }: Token): string => `${startOffset} ${image}`;
  fc.assert(
    fc.property(cut, (text) => {
      const plain = new Set(Lexer.tokenize(text, { mode: 'partial' }).tokens.map(place));
      const { tokens: given, errors } = Lexer.tokenize(text);
      const heads = errors.filter(isRepairError).filter(({ problem }) => problem.kind === 'foreign-head');
      const inHead = ({ startOffset: at }: Token): boolean =>
        heads.some(({ problem: { start, end } }) => start <= at && at < end);
      for (const token of given) {
        if (!isInvented(token) && !inHead(token)) expect(plain.has(place(token))).toBe(true);
      }
      const offsets = given.map((token) => token.startOffset);
      expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
    }),
    { numRuns: 300 },
  );
});

test('what is invented in a head stands where it is missing', () => {
  const text = 'pipeline flowers {\n  data "photos" {\n  }\n}\n';
  const at = text.indexOf('"photos"');
  const invented = Lexer.tokenize(text).tokens.filter(isInvented);
  expect(invented.map(({ tokenType: { name }, startOffset }) => [name, startOffset])).toEqual([
    ['ID', at],
    ['(', at],
    [')', at + '"photos"'.length],
  ]);
});

test('any row of words and signs is repaired without an exception', () => {
  const words =
    '{ } ( ) : , .. = pipeline backbone data head schedule phase let abstract freeze sched a b: 1 "t" " /* * //';
  const word = fc.constantFrom(...words.split(' '), 'pool', 'epochs:', 'early_stop(');
  const gap = fc.constantFrom(' ', '\n', '\n  ', '\n    ');
  const row = fc.array(fc.tuple(word, gap), { maxLength: 12 }).map((all) => all.flat().join(''));
  fc.assert(
    fc.property(row, (text) => {
      const types = Lexer.tokenize(text).tokens.map((token) => token.tokenType.name);
      const braces = types.reduce((open, type) => open + Number(type === '{') - Number(type === '}'), 0);
      // Every brace that is open is closed, and no other.
      expect(braces).toBe(0);
    }),
    { numRuns: 2000 },
  );
});
