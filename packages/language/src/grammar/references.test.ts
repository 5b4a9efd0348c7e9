import { AstUtils, EmptyFileSystem, URI } from 'langium';
import { expect, test } from 'vitest';
import { exampleText } from '../checks/example.js';
import { type BlockRange, type Document, isBlockRange, isCall } from './generated/ast.js';
import { createTlpServices } from './services.js';

const { shared } = createTlpServices(EmptyFileSystem);
let files = 0;

async function build(text: string): Promise<Document> {
  const uri = URI.parse(`memory:///${files++}.tlp`);
  const document = shared.workspace.LangiumDocumentFactory.fromString<Document>(text, uri);
  shared.workspace.LangiumDocuments.addDocument(document);
  await shared.workspace.DocumentBuilder.build([document]);
  return document.parseResult.value;
}

test('backbones and their blocks are declared in built-in documents that ranges refer to', async () => {
  const root = await build(exampleText({ phase: 'freeze: stem..block2\nepochs: 1' }));
  const backbone = root.pipelines[0]?.backbones[0]?.backbone?.ref;
  expect(backbone?.name).toBe('efficientnet_lite0');
  const range = AstUtils.streamAst(root).find(isBlockRange) as BlockRange;
  expect(range.from?.ref?.$container).toBe(backbone);
  expect(range.to?.ref?.name).toBe('block2');
  const { scheme, path } = AstUtils.getDocument(range.to!.ref!).uri;
  expect([scheme, path]).toEqual(['builtin', '/backbones/efficientnet_lite0.tlp']);
});

test('a word refers to the `let` of its name', async () => {
  const root = await build(exampleText({ top: 'let size = 16', data: 'batch: size' }));
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

test('a document of the editor is told what `tlp check` tells, with codes', async () => {
  const uri = URI.parse('memory:///wrong.tlp');
  const text = exampleText({ head: 'pool\ndropout(50)\ndense(classes)' });
  const document = shared.workspace.LangiumDocumentFactory.fromString<Document>(text, uri);
  await shared.workspace.DocumentBuilder.build([document], { validation: true });
  expect(document.diagnostics?.map((d) => [d.code, d.severity, d.range.start])).toEqual([
    ['TLP108', 1, { line: 11, character: 12 }],
  ]);
});
