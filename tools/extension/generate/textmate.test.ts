import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';
import { markdownInjection, textMateGrammar } from './textmate.js';

const { resolve } = createRequire(import.meta.url);

let grammar: textmate.IGrammar;
let markdown: textmate.IGrammar;

/** As VS Code's own for Markdown, as far as an injection needs one. */
const grammars: Readonly<Record<string, object>> = {
  'source.tlp': textMateGrammar(),
  'markdown.tlp.codeblock': markdownInjection(),
  'text.html.markdown': { scopeName: 'text.html.markdown', patterns: [] },
};

beforeAll(async () => {
  const wasm = readFileSync(resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) => textmate.parseRawGrammar(JSON.stringify(grammars[scope]), `${scope}.json`),
    getInjections: (scope) => (scope === 'text.html.markdown' ? ['markdown.tlp.codeblock'] : []),
  });
  grammar = (await registry.loadGrammar('source.tlp'))!;
  markdown = (await registry.loadGrammar('text.html.markdown'))!;
});

/** The innermost scope of every part that has one beside the language's own: `pipeline keyword.control…`. */
function scopes(text: string, by = grammar): string[] {
  let state = textmate.INITIAL;
  return text.split('\n').flatMap((line) => {
    const { tokens, ruleStack } = by.tokenizeLine(line, state);
    state = ruleStack;
    return tokens
      .filter(({ scopes }) => scopes.length > 1)
      .map((t) => `${line.slice(t.startIndex, t.endIndex)} ${t.scopes.at(-1)!.replace(/\.tlp$/, '')}`);
  });
}

describe('the TextMate grammar', () => {
  test.each([
    ['pipeline flowers {', 'pipeline keyword.control.declaration', 'flowers entity.name.type'],
    ['backbone resnet50 {', 'backbone keyword.control.declaration', 'resnet50 support.class.backbone'],
    ['phase head {', 'phase keyword.control.declaration', 'head entity.name.type'],
    ['abstract pipeline a {', 'abstract keyword.control.declaration', 'a entity.name.type'],
    ['pipeline a extends b {', 'extends keyword.control.declaration', 'b entity.name.type'],
    ['import "base.tlp"', 'import keyword.control.declaration', 'base.tlp string.quoted.double'],
    ['head {', 'head keyword.control.declaration'],
    ['data images("a\\"b") {', 'data keyword.control.declaration', 'images support.function'],
    ['"a\\"b"', '\\" constant.character.escape', 'a string.quoted.double'],
    ['let rate = 1e-3', 'rate variable.other.constant', '1e-3 constant.numeric'],
    [
      'freeze: ..block5',
      'freeze support.type.property-name',
      '.. keyword.operator.range',
      'block5 variable.other',
    ],
    ['freeze: all except block6..', 'all keyword.operator.word', 'except keyword.operator.word'],
    ['freeze: stem..head', 'head variable.other'],
    ['speed: 3', 'speed variable.other.property'],
    ['learning_rate: cosine(1e-4, warmup: 10%)', 'cosine support.function', 'warmup variable.parameter'],
    ['input: 128px', '128 constant.numeric', 'px keyword.other.unit'],
    ['length: 512 tokens', ' tokens keyword.other.unit'],
    ['zoom(0.9..1.1)', '0.9 constant.numeric', '.. keyword.operator.range', '1.1 constant.numeric'],
    ['pool(average)', 'pool support.function', 'average support.constant'],
    ['batch_norm: train', 'batch_norm support.type.property-name', 'train support.constant'],
    ['  batch_norm', 'batch_norm support.function'],
    ['/** why */', ' why  comment.block.documentation'],
    ['epochs: 3 // enough', '// enough comment.line.double-slash'],
  ])('colours %s', (line, ...expected) => {
    expect(scopes(line)).toEqual(expect.arrayContaining(expected));
  });

  test('lets one unclosed string or bracket spoil no more than its own block', () => {
    const text = 'backbone resnet50 {\n  weights: file("a\n}\nhead {\n  dense(256, relu\n}\nschedule {';
    expect(scopes(text).slice(-2)[0]).toBe('schedule keyword.control.declaration');
  });

  test('takes a keyword before a colon for a property', () => {
    expect(scopes('data: 3')[0]).toBe('data variable.other.property');
  });
});

test('fenced blocks of Markdown are coloured, and the text around them is not', () => {
  const text = 'epochs: 3\n\n```tlp\nphase tune {\n```\nepochs: 3\n\n```js\nphase tune {\n```';
  const found = scopes(text, markdown);
  expect(found).toContain('phase keyword.control.declaration');
  expect(found.filter((entry) => /^(phase|epochs) /.test(entry))).toHaveLength(1);
});

test('the generated files of the extension are current (`npm run generate:extension` writes them)', async () => {
  const { generatedFiles } = await import('./files.js');
  const folder = path.resolve(import.meta.dirname, '../../../packages/vscode-extension');
  for (const [file, text] of Object.entries(generatedFiles())) {
    expect(readFileSync(path.join(folder, file), 'utf8'), file).toBe(text);
  }
});
