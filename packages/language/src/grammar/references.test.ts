import { AstUtils, EmptyFileSystem, URI } from 'langium';
import { expect, test } from 'vitest';
import { exampleText } from '../checks/example.js';
import { createTlpServices } from './create-services.js';
import { type BlockRange, type Document, isBlockRange, isCall } from './generated/ast.js';

const { shared } = createTlpServices(EmptyFileSystem);

/** References are linked where they are asked for, so a parsed text is all there is to it. */
function parse(text: string): Document {
  const uri = URI.parse('memory:///test.tlp');
  return shared.workspace.LangiumDocumentFactory.fromString<Document>(text, uri).parseResult.value;
}

test('backbones and their blocks are declared in built-in documents that ranges refer to', () => {
  const root = parse(exampleText({ phase: 'freeze: stem..block2\nepochs: 1' }));
  const backbone = root.pipelines[0]?.backbones[0]?.backbone?.ref;
  expect(backbone?.name).toBe('efficientnet_lite0');
  const range = AstUtils.streamAst(root).find(isBlockRange) as BlockRange;
  expect(range.from?.ref?.$container).toBe(backbone);
  expect(range.to?.ref?.name).toBe('block2');
  const { scheme, path } = AstUtils.getDocument(range.to!.ref!).uri;
  expect([scheme, path]).toEqual(['builtin', '/backbones/efficientnet_lite0.tlp']);
});

test('a word refers to the `let` of its name', () => {
  const root = parse(exampleText({ top: 'let size = 16', data: 'batch: size' }));
  const word = AstUtils.streamAst(root)
    .filter(isCall)
    .find((call) => call.word.$refText === 'size');
  expect(word?.word.ref).toBe(root.lets[0]);
});

test('only the backbones that are asked for are declared', () => {
  const { shared: fresh, tlp } = createTlpServices(EmptyFileSystem);
  tlp.backbones.Builtin.document('resnet18');
  expect(fresh.workspace.LangiumDocuments.all.map((d) => d.uri.path).toArray()).toEqual([
    '/backbones/resnet18.tlp',
  ]);
});

test('a declaration parses without an error', () => {
  const { tlp } = createTlpServices(EmptyFileSystem);
  for (const name of tlp.backbones.Builtin.names) {
    const result = tlp.backbones.Builtin.document(name)?.parseResult;
    expect([result?.lexerErrors, result?.parserErrors]).toEqual([[], []]);
  }
});
