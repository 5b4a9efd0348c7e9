import { expect, test } from 'vitest';
import { exampleText } from '../checks/example.js';
import { codeActions } from './code-actions.js';
import { applyEdits } from './fixes/edit.js';
import { refactoringsAt } from './refactorings.js';
import { sceneOf } from './testing.js';

function refactored(marked: string): { readonly title: string | undefined; readonly text: string } {
  const { snapshot, offset } = sceneOf(marked);
  const [first] = refactoringsAt(snapshot, offset);
  return { title: first?.title, text: applyEdits(snapshot.text.getText(), first?.edits ?? []) };
}

const meaning = (text: string): unknown =>
  sceneOf(text).snapshot.analysis.pipelines.map(({ origins: _, ...pipeline }) => pipeline);

test.each([
  ['a property', { data: 'batch: 1$06' }, 'let batch = 16', 'batch: batch'],
  [
    'an argument',
    { data: 'split: stratified(train: 8$00%, validation: 20%)' },
    'let train = 80%',
    'train: train',
  ],
  ['a layer', { head: 'pool(average)\ndropout(2$05%)\ndense(classes)' }, 'let rate = 25%', 'dropout(rate)'],
])('the value of %s gets a name', (_, example, definition, use) => {
  const marked = exampleText(example);
  const { text } = refactored(marked);
  expect(text).toContain(definition);
  expect(text).toContain(use);
  expect(meaning(text)).toEqual(meaning(marked.replace('$0', '')));
});

test('a name that is taken gets a number', () => {
  const { title } = refactored(exampleText({ top: 'let batch = 8', data: 'batch: 1$06\nsplit_seed: batch' }));
  expect(title).toBe('Name this value: `let batch2`');
});

test('a name gives way to its value, and the `let` stays', () => {
  const { title, text } = refactored(exampleText({ top: 'let size = 16', data: 'batch: si$0ze' }));
  expect(title).toBe('Inline the value of `size`');
  expect(text).toContain('let size = 16');
  expect(text).toContain('batch: 16');
});

test.each([['fas$0tai'], ['mlp(6$04, gelu)'], ['$0linear']])(
  'a preset gives way to its layers: %s',
  (head) => {
    const marked = exampleText({ head });
    const { snapshot, offset } = sceneOf(marked);
    const found = refactoringsAt(snapshot, offset).find(({ title }) => title.startsWith('Write out'));
    expect(found?.kind).toBe('refactor.inline');
    const text = applyEdits(snapshot.text.getText(), found?.edits ?? []);
    expect(text).toMatch(/ {4}pool\(\w+\)\n(?: {4}.*\n)* {4}dense\(classes.*\)\n {2}\}/);
    expect(meaning(text)).toEqual(meaning(marked.replace('$0', '')));
  },
);

test('a preset that is wrong is not written out', () => {
  const { snapshot, offset } = sceneOf(exampleText({ head: 'fas$0tai(0)' }));
  expect(refactoringsAt(snapshot, offset)).toEqual([]);
});

test('they are offered as what they are, where somebody asks', () => {
  const scene = sceneOf(exampleText({ data: 'batch: 1$06' }));
  const { textDocument, position } = scene.params;
  const range = { start: position, end: position };
  const of = (only: string) =>
    codeActions
      .answer(scene, { textDocument, range, context: { diagnostics: [], only: [only] } })
      .map(({ kind }) => kind);
  expect(of('refactor')).toEqual(['refactor.extract']);
  expect(of('refactor.inline')).toEqual([]);
  expect(of('quickfix')).toEqual([]);
});
