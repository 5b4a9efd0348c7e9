import { describe, expect, test } from 'vitest';
import type { CodeAction, CodeActionContext, TextDocumentEdit } from 'vscode-languageserver-protocol';
import { exampleText } from '../checks/example.js';
import type { Example } from '../checks/rule.js';
import { codeActions, fixAllKind } from './code-actions.js';
import { sceneOf, type TestOptions } from './testing.js';

function actionsAt(marked: string, context: Partial<CodeActionContext> = {}, options: TestOptions = {}) {
  const scene = sceneOf(marked, options);
  const { textDocument, position } = scene.params;
  const range = { start: position, end: position };
  return codeActions.answer(scene, { textDocument, range, context: { diagnostics: [], ...context } });
}

const marked = (example: Example): string => exampleText(example);
const titles = (actions: readonly CodeAction[]): readonly string[] => actions.map(({ title }) => title);

const misspelt = marked({ phase: 'freeze: all\nepo$0ch: 3' });

describe('quick fixes', () => {
  test('are offered at the mistake, and nowhere else', () => {
    const [best] = actionsAt(misspelt);
    expect(best).toMatchObject({ title: 'Write `epochs`', kind: 'quickfix', isPreferred: true });
    expect(actionsAt(marked({ phase: 'fre$0eze: all\nepoch: 3' }))).toEqual([]);
  });

  test('carry the diagnostic they put right, as the client has it', () => {
    const range = { start: { line: 18, character: 6 }, end: { line: 18, character: 11 } };
    const shown = { code: 'TLP101', range, message: 'shown' };
    const other = { code: 'TLP102', range, message: 'another' };
    const [best] = actionsAt(misspelt, { diagnostics: [other, shown] });
    expect(best?.diagnostics).toEqual([shown]);
  });

  test('are offered once where they put two mistakes right', () => {
    const text = marked({
      schedule:
        'phase head {\n  freeze: all\n  epochs: 3\n}\nphase tune {\n  freeze: ..block5\n  epochs: 3\n  learning_rate: 1e-$02\n}',
    });
    const { diagnostics } = sceneOf(text).snapshot.analysis;
    const shown = diagnostics.map(({ code, range, message }) => {
      const start = { line: range!.line - 1, character: range!.column - 1 };
      return { code, range: { start, end: start }, message };
    });
    const lower = actionsAt(text, { diagnostics: shown }).filter(({ title }) => title.startsWith('Lower'));
    expect(titles(lower)).toEqual(['Lower the rate to 1e-4']);
    expect(lower[0]?.diagnostics?.map(({ code }) => code)).toEqual(['TLP500', 'TLP501']);
  });

  test('edit a version of the text where the client can tell versions apart', () => {
    const [plain] = actionsAt(misspelt);
    expect(Object.keys(plain?.edit?.changes ?? {})).toEqual(['file:///work/test.tlp']);
    const [versioned] = actionsAt(misspelt, {}, { client: { documentChanges: true } });
    const [change] = (versioned?.edit?.documentChanges ?? []) as TextDocumentEdit[];
    expect(change?.textDocument).toEqual({ uri: 'file:///work/test.tlp', version: 1 });
    expect(change?.edits).toEqual([
      { range: { start: { line: 18, character: 6 }, end: { line: 18, character: 11 } }, newText: 'epochs' },
    ]);
  });

  test('are not offered to a client that asks for other kinds, or knows commands only', () => {
    expect(actionsAt(misspelt, { only: ['refactor'] })).toEqual([]);
    expect(actionsAt(misspelt, {}, { client: { codeActionLiterals: false } })).toEqual([]);
  });

  test('are offered for all places at once where a mistake is repeated', () => {
    const twice = marked({ head: 'pool(average)\ndropout(5$00)\ndense(64)\ndropout(30)\ndense(classes)' });
    const all = actionsAt(twice).find(({ title }) => title.startsWith('Fix all'));
    expect(all?.title).toBe('Fix all 2: A unit is missing or wrong');
    expect(
      Object.values(all?.edit?.changes ?? {})
        .flat()
        .map(({ newText }) => newText),
    ).toEqual(['50%', '30%']);
  });

  test('mend the quotes of a description', () => {
    const [best] = actionsAt(exampleText({}).replace('"Which flower is it?" {', '"Wh$0ich flower is it? {'));
    expect(best?.title).toBe('Write `"Which flower is it?"`');
    expect(best?.edit?.changes?.['file:///work/test.tlp']?.[0]?.newText).toBe('"Which flower is it?" ');
  });

  test('write the line ends that the text has', () => {
    const [best] = actionsAt(
      marked({ phase: 'epo$0chs: 3' })
        .replaceAll('\n', '\r\n')
        .replace('epo$0chs', 'epochs')
        .replace('phase tr', 'phase t$0r'),
    );
    expect(best?.edit?.changes?.['file:///work/test.tlp']?.[0]?.newText).toBe('freeze: ..block5\r\n      ');
  });
});

describe('suppressing', () => {
  const flip = marked({ data: 'augment$0: flip(horizontal)' });

  test('is offered last, for what is no error', () => {
    const actions = actionsAt(flip);
    expect(titles(actions)).toEqual(['Write `variants: 4`', 'Suppress TLP304 here']);
    expect(actions[1]?.edit?.changes?.['file:///work/test.tlp']?.[0]?.newText).toBe(
      '    // tlp-ignore TLP304\n',
    );
    expect(titles(actionsAt(misspelt)).filter((title) => title.startsWith('Suppress'))).toEqual([]);
  });

  test('keeps the message quiet', () => {
    const scene = sceneOf(flip.replace('augment', '// tlp-ignore TLP304\n    augment'));
    expect(scene.snapshot.analysis.diagnostics).toEqual([]);
  });
});

describe(fixAllKind, () => {
  test('is asked for by its kind or a wider one', () => {
    expect(titles(actionsAt(misspelt, { only: ['source.fixAll'] }))).toEqual([
      'Fix all mistakes with an obvious fix',
    ]);
    expect(titles(actionsAt(misspelt, { only: ['source'] }))).toHaveLength(1);
    expect(titles(actionsAt(misspelt))).not.toContain('Fix all mistakes with an obvious fix');
  });

  test('has nothing to do in a sound text', () => {
    expect(actionsAt(marked({}), { only: [fixAllKind] })).toEqual([]);
  });
});
