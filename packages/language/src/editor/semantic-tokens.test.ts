import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver-protocol';
import { damagedText } from '../testing/damaged-text.js';
import { tokenModifiers, tokenTypes } from './colours/legend.js';
import { semanticTokens, semanticTokensDelta, semanticTokensRange } from './semantic-tokens.js';
import { sceneOf, type TestScene } from './testing.js';

const stage = sceneOf('');
const sceneWith = (text: string): TestScene => ({
  ...stage,
  snapshot: stage.workspace.open(stage.snapshot.uri, 1, text),
});

interface Shown {
  readonly word: string;
  readonly is: string;
}

function decode(data: readonly number[], text: string): readonly Shown[] {
  const lines = text.split(/\r\n|\r|\n/);
  const shown: Shown[] = [];
  let line = 0;
  let character = 0;
  for (let at = 0; at < data.length; at += 5) {
    const [deltaLine, deltaCharacter, length, type, bits] = data.slice(at, at + 5) as [
      number,
      number,
      number,
      number,
      number,
    ];
    character = deltaLine === 0 ? character + deltaCharacter : deltaCharacter;
    line += deltaLine;
    const modifiers = tokenModifiers.filter((_, index) => bits & (1 << index));
    const word = lines[line]?.slice(character, character + length) ?? '';
    shown.push({ word, is: [tokenTypes[type], ...modifiers].join(' ') });
  }
  return shown;
}

const coloursOf = (scene: TestScene): readonly Shown[] =>
  decode(semanticTokens.answer(scene, scene.params).data, scene.snapshot.text.getText());

/** The colour of the word after the cursor. */
function colourAt(marked: string, others: Readonly<Record<string, string>> = {}): string | undefined {
  const scene = sceneOf(marked, { others });
  const { line, character } = scene.position;
  const { data } = semanticTokensRange.answer(scene, {
    ...scene.params,
    range: { start: { line, character }, end: { line, character: character + 1 } },
  });
  return decode(data, scene.snapshot.text.getText())[0]?.is;
}

describe('semantic tokens', () => {
  test.each([
    ['keyword', '$0pipeline p {'],
    ['class declaration', 'pipeline $0p {'],
    ['class', 'pipeline p extends $0base {'],
    ['type readonly defaultLibrary', 'pipeline p { backbone $0resnet18'],
    ['property', 'pipeline p { backbone resnet18 { $0input: 8px'],
    ['number', 'pipeline p { backbone resnet18 { input: $08px'],
    ['enumMember', 'pipeline p { backbone resnet18 { weights: $0imagenet'],
    ['variable declaration readonly', 'let $0size = 8px'],
    ['variable readonly', 'let size = 8px pipeline p { backbone resnet18 { input: $0size'],
    ['function', 'pipeline p { data $0images("x") {'],
    ['function', 'pipeline p { head { $0pool dense(classes) } }'],
    ['function', 'pipeline p { head { pool $0dense(classes) } }'],
    ['enumMember', 'pipeline p { head { dense($0classes) } }'],
    ['parameter', 'phase a { optimizer: adamw($0weight_decay: 0.1) }'],
    ['namespace declaration', 'schedule { phase $0head { freeze: all } }'],
    ['property', 'schedule { phase a { $0freeze: all } }'],
    ['enumMember', 'schedule { phase a { freeze: $0all } }'],
    ['keyword', 'schedule { phase a { freeze: all $0except layer4.. } }'],
    ['enumMember readonly defaultLibrary', 'schedule { phase a { freeze: all except $0layer4.. } }'],
    ['enumMember readonly defaultLibrary', 'schedule { phase a { freeze: ..$0layer2 } }'],
    ['operator', 'schedule { phase a { freeze: $0..layer2 } }'],
    ['keyword', 'pipeline p { $0expect {'],
    ['property', 'pipeline p { expect { $0test.accuracy >= 90% } }'],
    ['property', 'pipeline p { expect { $0time <= 10 min } }'],
    ['operator', 'pipeline p { expect { test.accuracy $0>= 90% } }'],
    ['number', 'pipeline p { expect { time <= $010 min } }'],
    ['variable readonly', 'let good = 90% pipeline p { expect { test.accuracy >= $0good } }'],
    ['string', 'import $0"base.tlp"'],
    ['comment documentation', '$0/** What it is for. */'],
    ['comment', '$0// note'],
  ])('%s: %s', (expected, marked) => {
    expect(colourAt(marked)).toBe(expected);
  });

  test('know the `let`s of the parent and of imported files, and only those', () => {
    const others = {
      'file:///work/base.tlp': 'let size = 8 pipeline base { let rate = 1 } pipeline other { let far = 2 }',
    };
    const child = (word: string) =>
      `import "base.tlp" pipeline p extends base { data images("x") { batch: $0${word} } }`;
    expect(['size', 'rate', 'far'].map((word) => colourAt(child(word), others))).toEqual([
      'variable readonly',
      'variable readonly',
      'enumMember',
    ]);
  });

  test('stay right behind a bracket that is missing', () => {
    const text =
      'pipeline p {\n  data images("x" {\n    split: folders(train: "a"\n    batch: 8\n  head {\n    pool\n  }\n';
    const words = coloursOf(sceneWith(text)).filter(({ word }) => /batch|head|pool|train/.test(word));
    expect(words).toEqual([
      { word: 'train', is: 'parameter' },
      { word: 'batch', is: 'property' },
      { word: 'head', is: 'keyword' },
      { word: 'pool', is: 'function' },
    ]);
  });

  test('of a comment of several lines go line by line', () => {
    expect(coloursOf(sceneWith('/* a\r\n b */')).map(({ word }) => word)).toEqual(['/* a', ' b */']);
  });

  test('of any text: each in its place, and the changes lead from one answer to the next', () => {
    fc.assert(
      fc.property(damagedText, damagedText, (first, second) => {
        const before = semanticTokens.answer(sceneWith(first), stage.params);
        const scene = sceneWith(second);
        const change = semanticTokensDelta.answer(scene, {
          ...stage.params,
          previousResultId: before.resultId!,
        });
        const { data } = semanticTokens.answer(scene, stage.params);
        expect(applied(before, change)).toEqual(data);
        for (const { word } of decode(data, second)) expect(word).toMatch(/\S/);
      }),
      { numRuns: 150, seed: 13 },
    );
  });

  test('an answer that is forgotten is given whole', () => {
    const scene = sceneWith('let a = 1');
    const whole = semanticTokensDelta.answer(scene, { ...stage.params, previousResultId: 'long ago' });
    expect(whole).toHaveProperty('data');
  });
});

function applied({ data }: SemanticTokens, change: SemanticTokens | SemanticTokensDelta): number[] {
  if (!('edits' in change)) return change.data;
  return change.edits.reduce(
    (result, { start, deleteCount, data: added = [] }) => result.toSpliced(start, deleteCount, ...added),
    data,
  );
}
