/** Every feature that needs a place, at many places of texts as they are while somebody writes them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Position, ResponseError } from 'vscode-languageserver-protocol';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { damagedText, soundTexts } from '../testing/damaged-text.js';
import { declaration, definition, typeDefinition } from './definition.js';
import { documentLinks } from './document-links.js';
import { documentSymbols } from './document-symbols.js';
import { folding } from './folding.js';
import { highlight } from './highlight.js';
import { mentionsOf } from './names/mentions.js';
import { onTypeFormatting } from './on-type-formatting.js';
import { rangeFormatting } from './range-formatting.js';
import { references } from './references.js';
import { prepareRename, rename } from './rename.js';
import { selectionRange } from './selection-range.js';
import { semanticTokensRange } from './semantic-tokens.js';
import { rangeIn } from './stretch.js';
import { sceneOf, type TestScene } from './testing.js';
import { workspaceSymbols } from './workspace-symbols.js';

const others = { 'file:///work/base.tlp': 'let size = 8\nabstract pipeline base { let rate = 1e-3 }\n' };
const stage = sceneOf('', { others });
const { uri } = stage.snapshot;

function sceneWith(text: string, offset = 0): TestScene {
  const snapshot = stage.workspace.open(uri, 1, text);
  const position = snapshot.text.positionAt(offset);
  return { ...stage, snapshot, offset, position, params: { textDocument: { uri }, position } };
}

const options = { tabSize: 2, insertSpaces: true };

/** A refusal is an answer; every other exception is a mistake. */
function orRefusal(ask: () => unknown): unknown {
  try {
    return ask();
  } catch (error) {
    if (error instanceof ResponseError) return error.message;
    throw error;
  }
}

const answersAt = (scene: TestScene): readonly unknown[] => {
  const { params, position } = scene;
  const range = { start: position, end: scene.snapshot.text.positionAt(scene.offset + 20) };
  return [
    definition.answer(scene, params),
    declaration.answer(scene, params),
    typeDefinition.answer(scene, params),
    references.answer(scene, { ...params, context: { includeDeclaration: true } }),
    highlight.answer(scene, params),
    orRefusal(() => prepareRename.answer(scene, params)),
    selectionRange.answer(scene, { ...params, positions: [position] }),
    rangeFormatting.answer(scene, { ...params, range, options }),
    onTypeFormatting.answer(scene, { ...params, ch: '\n', options }),
    onTypeFormatting.answer(scene, { ...params, ch: '}', options }),
    semanticTokensRange.answer(scene, { ...params, range }),
  ];
};

const answersAbout = (scene: TestScene): readonly unknown[] => [
  documentSymbols.answer(scene, scene.params),
  documentSymbols.answer({ ...scene, client: { ...scene.client, hierarchicalSymbols: false } }, scene.params),
  workspaceSymbols.answerAll(scene, { query: 'a' }),
  folding.answer(scene, scene.params),
  documentLinks.answer(scene, scene.params),
];

const isPosition = (value: object): value is Position => 'line' in value && 'character' in value;

/** Every position of an answer is one of the text that the answer means. */
function expectInside(answer: unknown, text: TextDocument, scene: TestScene): void {
  if (typeof answer !== 'object' || answer === null) return;
  if (isPosition(answer)) {
    const { line, character } = answer;
    expect({ line, character }).toEqual(text.positionAt(text.offsetAt(answer)));
    return;
  }
  const named = 'uri' in answer && typeof answer.uri === 'string' ? textOf(answer.uri, scene) : text;
  const target =
    'targetUri' in answer && typeof answer.targetUri === 'string' ? textOf(answer.targetUri, scene) : named;
  for (const [key, part] of Object.entries(answer)) {
    expectInside(part, key.startsWith('target') ? target : named, scene);
  }
}

function textOf(of: string, { workspace }: TestScene): TextDocument {
  const [, builtin] = /^builtin:\/\/\/backbones\/(\w+)\.tlp$/.exec(of) ?? [];
  const found = builtin
    ? workspace.services.backbones.Builtin.document(builtin)?.textDocument
    : workspace.snapshot(of)?.text;
  expect(found).toBeDefined();
  return found!;
}

test('never an exception, only plain data, and every place is inside of its text', () => {
  fc.assert(
    fc.property(damagedText, fc.nat(28), (text, from) => {
      const scene = sceneWith(text);
      for (const answer of answersAbout(scene)) expectInside(answer, scene.snapshot.text, scene);
      for (let offset = from; offset <= text.length; offset += 29) {
        const at = { ...scene, ...placeAt(scene, offset) };
        const answers = answersAt(at);
        for (const answer of answers) expectInside(answer, scene.snapshot.text, scene);
        expect(structuredClone(answers)).toEqual(answers);
      }
    }),
    { numRuns: 120, seed: 21 },
  );
});

function placeAt(scene: TestScene, offset: number): Pick<TestScene, 'offset' | 'position' | 'params'> {
  const position = scene.snapshot.text.positionAt(offset);
  return { offset, position, params: { textDocument: { uri }, position } };
}

const meaningOf = ({ snapshot }: TestScene): string =>
  JSON.stringify(snapshot.analysis.pipelines.map(({ origins: _, ...pipeline }) => pipeline));

test('a new name changes nothing but the name, and the old one brings the text back', () => {
  let renamed = 0;
  for (const text of soundTexts.slice(0, 12)) {
    const mentions = mentionsOf(uri, sceneWith(text).workspace).filter(({ declares }) => declares);
    for (const { start, entity } of mentions) {
      if (!('name' in entity)) continue;
      const scene = sceneWith(text, start);
      const before = meaningOf(scene);
      const now = sceneWith(edited(scene, 'brandnew'), start);
      expect(meaningOf(now).replaceAll('brandnew', entity.name)).toBe(before);
      expect(edited(now, entity.name)).toBe(text);
      renamed++;
    }
  }
  expect(renamed).toBeGreaterThan(20);
});

/** The text after a rename; the edits of one text come in its order. */
function edited(scene: TestScene, newName: string): string {
  const { changes = {} } = rename.answer(scene, { ...scene.params, newName });
  const { text } = scene.snapshot;
  return (changes[uri] ?? []).reduceRight(
    (result, { range, newText }) =>
      result.slice(0, text.offsetAt(range.start)) + newText + result.slice(text.offsetAt(range.end)),
    text.getText(),
  );
}

test('the range of a name is the name', () => {
  for (const text of soundTexts) {
    const scene = sceneWith(text);
    for (const mention of mentionsOf(uri, scene.workspace)) {
      const { entity } = mention;
      if (!('name' in entity)) continue;
      expect(scene.snapshot.text.getText(rangeIn(scene.snapshot.text, mention))).toBe(entity.name);
    }
  }
});
