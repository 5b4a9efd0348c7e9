import { describe, expect, test } from 'vitest';
import type { DocumentSymbol, SelectionRange } from 'vscode-languageserver-protocol';
import { exampleText } from '../checks/example.js';
import { documentLinks } from './document-links.js';
import { documentSymbols } from './document-symbols.js';
import { noFiles } from './files.js';
import { selectionRange } from './selection-range.js';
import { sceneOf, type TestScene } from './testing.js';
import { workspaceSymbols } from './workspace-symbols.js';

const text = exampleText({ top: 'let size = 128px', backbone: 'resnet18 {\n  input: size\n}' });

describe('document symbols', () => {
  const lines = (symbols: readonly DocumentSymbol[], indent = ''): readonly string[] =>
    symbols.flatMap(({ name, detail = '', children = [] }) => [
      `${indent}${name} ${detail}`.trimEnd(),
      ...lines(children, `${indent}  `),
    ]);

  test('are the blocks, layers and phases, as a tree', () => {
    const symbols = documentSymbols.answer(sceneOf(text), sceneOf(text).params) as DocumentSymbol[];
    expect(lines(symbols)).toEqual([
      'size 128px',
      'flowers Which flower is it?',
      '  backbone resnet18',
      '  data images("photos")',
      '  head pool, dropout, dense',
      '    pool average',
      '    dropout 20%',
      '    dense classes',
      '  schedule 1 phase',
      '    train 5 epochs, freeze: all',
    ]);
  });

  test('are a list for a client that knows no tree', () => {
    const scene = sceneOf(text, { client: { hierarchicalSymbols: false } });
    const symbols = documentSymbols.answer(scene, scene.params);
    expect(symbols.map((symbol) => symbol.name)).toContain('train');
    expect(symbols).toContainEqual(expect.objectContaining({ name: 'train', containerName: 'schedule' }));
  });

  test('stand within each other in a broken text', () => {
    const scene = sceneOf('pipeline p {\n  head {\n    pool(\n  schedule { phase {');
    const symbols = documentSymbols.answer(scene, scene.params) as DocumentSymbol[];
    expect(lines(symbols)[0]).toBe('p');
  });
});

describe('workspace symbols', () => {
  test.each([
    ['', ['base', 'rate', 'first', 'flowers', 'size', 'train']],
    ['ra', ['rate', 'train']],
    ['FLO', ['flowers']],
    ['fs', ['first', 'flowers']],
    ['zz', []],
  ])('for %j', (query, expected) => {
    const others = {
      'file:///work/base.tlp':
        'abstract pipeline base { let rate = 1 schedule { phase first { epochs: 1 } } }',
    };
    const found = workspaceSymbols.answerAll(sceneOf(text, { others }), { query });
    expect(found.map(({ name }) => name).sort()).toEqual(expected.toSorted());
  });
});

describe('selection ranges', () => {
  const growing = (scene: TestScene): readonly string[] => {
    const [first] = selectionRange.answer(scene, { ...scene.params, positions: [scene.position] });
    const found: string[] = [];
    for (let at: SelectionRange | undefined = first; at; at = at.parent) {
      found.push(scene.snapshot.text.getText(at.range).replaceAll(/\s+/g, ' '));
    }
    return found;
  };

  test('grow from the word to the file', () => {
    const marked =
      'pipeline p {\n  schedule {\n    seed: 1\n    phase a {\n      optimizer: adamw(weight_$0decay: 1%)\n    }\n  }\n}\n';
    const phase = 'phase a { optimizer: adamw(weight_decay: 1%) }';
    expect(growing(sceneOf(marked))).toEqual([
      'weight_decay',
      'weight_decay: 1%',
      '(weight_decay: 1%)',
      'adamw(weight_decay: 1%)',
      'optimizer: adamw(weight_decay: 1%)',
      '{ optimizer: adamw(weight_decay: 1%) }',
      phase,
      `seed: 1 ${phase}`,
      `{ seed: 1 ${phase} }`,
      `schedule { seed: 1 ${phase} }`,
      `{ schedule { seed: 1 ${phase} } }`,
      `pipeline p { schedule { seed: 1 ${phase} } }`,
      `pipeline p { schedule { seed: 1 ${phase} } } `,
    ]);
  });

  test('of a text begin without its quotes', () => {
    expect(growing(sceneOf('import "ba$0se.tlp"')).slice(0, 2)).toEqual(['base.tlp', '"base.tlp"']);
  });

  test('go by brackets in a broken text', () => {
    const found = growing(sceneOf('pipeline ;; { head { pool(aver$0age) ;; } }'));
    expect(found).toEqual(expect.arrayContaining(['average', '(average)', 'pool(average) ;;']));
  });
});

describe('document links', () => {
  const files = {
    ...noFiles,
    list: (uri: string) =>
      uri === 'file:///work'
        ? [
            { name: 'photos', folder: true },
            { name: 'base.tlp', folder: false },
          ]
        : uri === 'file:///work/weights'
          ? [{ name: 'own net.pth', folder: false }]
          : undefined,
  };
  const linked = (content: string) => {
    const scene = sceneOf(content, { files });
    return documentLinks
      .answer(scene, scene.params)
      .map(({ range, target }) => [scene.snapshot.text.getText(range), target]);
  };

  test.each([
    ['an import', 'import "base.tlp"', [['base.tlp', 'file:///work/base.tlp']]],
    ['an import that is not there', 'import "none.tlp"', []],
    ['the data', text, [['photos', 'file:///work/photos']]],
    [
      'weights',
      'pipeline p { backbone resnet18 { weights: file("weights/own net.pth") } }',
      [['weights/own net.pth', 'file:///work/weights/own%20net.pth']],
    ],
    ['a paper', '// arXiv:1502.03167', [['arXiv:1502.03167', 'https://arxiv.org/abs/1502.03167']]],
    ['a description is no path', 'pipeline p "photos" {}', []],
  ])('%s', (_, content, expected) => {
    expect(linked(content)).toEqual(expected);
  });
});
