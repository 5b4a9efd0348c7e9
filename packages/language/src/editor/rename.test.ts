import { describe, expect, test } from 'vitest';
import { ResponseError, type TextEdit } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { exampleText } from '../checks/example.js';
import { noFiles } from './files.js';
import { prepareRename, rename } from './rename.js';
import { sceneOf, type TestOptions, type TestScene } from './testing.js';

const renamed = (scene: TestScene, newName: string): Record<string, string> => {
  const { changes = {} } = rename.answer(scene, { ...scene.params, newName });
  return Object.fromEntries(
    Object.entries(changes).map(([uri, edits]) => {
      const text = scene.workspace.snapshot(uri)!.text;
      return [uri.split('/').at(-1), TextDocument.applyEdits(text, edits as TextEdit[])];
    }),
  );
};

const refusal = (ask: () => unknown): string => {
  try {
    ask();
  } catch (error) {
    if (error instanceof ResponseError) return error.message;
  }
  return 'nothing refused';
};

const tune =
  'phase head {\n  freeze: all\n  epochs: 3\n}\nphase tune {\n  freeze: ..block5\n  epochs: few\n}';
const text = exampleText({
  top: 'let few = 2\nlet many = 9',
  data: 'split: stratified(train: 80%, validation: 10%, test: 10%)\nbatch: many',
  schedule: tune,
});

const at = (word: string, options?: TestOptions) =>
  sceneOf(text.replace(word, `${word.slice(0, -1)}$0${word.slice(-1)}`), options);

describe('rename', () => {
  test.each([
    ['epochs: few', 'some', ['let few', 'epochs: few'], ['let some', 'epochs: some']],
    ['phase tune', 'last', ['phase tune'], ['phase last']],
    ['pipeline flowers', 'roses', ['pipeline flowers'], ['pipeline roses']],
    ['phase head', 'schedule', ['phase head'], ['phase schedule']],
  ])('of `%s` to `%s`', (word, name, old, now) => {
    const expected = old.reduce((result, part, index) => result.replace(part, now[index]!), text);
    expect(renamed(at(word), name)).toEqual({ 'test.tlp': expected });
  });

  test('keeps the meaning, and back restores the text', () => {
    const scene = at('let many');
    const after = renamed(scene, 'several')['test.tlp']!;
    const meaning = (content: string) =>
      sceneOf(content).snapshot.analysis.pipelines.map(({ origins: _, ...pipeline }) => pipeline);
    expect(meaning(after)).toEqual(meaning(text));
    const back = sceneOf(after.replace('let several', 'let $0several'));
    expect(renamed(back, 'many')['test.tlp']).toBe(text);
  });

  test('reaches the files that import, with the versions of what is open', () => {
    const others = { 'file:///work/base.tlp': 'let size = 8\nabstract pipeline base {}\n' };
    const child = 'import "base.tlp"\npipeline p extends base$0 { data images("p") { batch: size } }\n';
    const scene = sceneOf(child, { others, client: { documentChanges: true } });
    const { documentChanges } = rename.answer(scene, { ...scene.params, newName: 'root' });
    expect(documentChanges).toMatchObject([
      { textDocument: { uri: 'file:///work/test.tlp', version: 1 }, edits: [{ newText: 'root' }] },
      { textDocument: { uri: 'file:///work/base.tlp', version: 1 }, edits: [{ newText: 'root' }] },
    ]);
  });

  test('reaches files that are not open', () => {
    const disk = 'file:///work/disk.tlp';
    const files = {
      ...noFiles,
      read: (uri: string) => (uri === disk ? 'import "test.tlp"\npipeline p extends base {}\n' : undefined),
    };
    const scene = sceneOf('abstract pipeline ba$0se {}\n', { files, client: { documentChanges: true } });
    scene.workspace.found([disk]);
    const { documentChanges } = rename.answer(scene, { ...scene.params, newName: 'root' });
    expect(documentChanges).toMatchObject([
      { textDocument: { uri: 'file:///work/test.tlp', version: 1 } },
      { textDocument: { uri: disk, version: null }, edits: [{ newText: 'root' }] },
    ]);
  });

  test('of a `let` that others set anew renames it there too, for it is the one they set', () => {
    const base = 'abstract pipeline base { let rate = 1 data images("p") { batch: rate } }\n';
    const child =
      'pipeline p extends base { let rate = 2 data { batch: rate } }\npipeline q { let rate = 3 }\n';
    const expected = `${base}${child}`.replaceAll('rate', 'size').replace('let size = 3', 'let rate = 3');
    expect(renamed(sceneOf(base.replace('let rate', 'let r$0ate') + child), 'size')['test.tlp']).toBe(
      expected,
    );
    expect(renamed(sceneOf(base + child.replace('let rate', 'let r$0ate')), 'size')['test.tlp']).toBe(
      expected,
    );
  });

  test('of a phase that others inherit renames what they change of it', () => {
    const base = 'abstract pipeline base { schedule { phase tu$0ne { epochs: 1 } } }\n';
    const child =
      'pipeline p extends base { schedule { phase tune { epochs: 2 } phase more { epochs: 1 } } }\n';
    const after = renamed(sceneOf(base + child), 'last')['test.tlp'];
    expect(after).toBe((base + child).replace('$0', '').replaceAll('tune', 'last'));
    expect(refusal(() => renamed(sceneOf(base + child), 'more'))).toMatch(/something else|already/);
  });

  test.each([
    ['no name', 'let few', '2nd', /is not a name/],
    ['several words', 'let few', 'a b', /is not a name/],
    ['empty', 'let few', '', /is not a name/],
    ['one of its kind has it', 'let few', 'many', /There is a `let` `many` already/],
    ['a phase has it', 'phase tune', 'head', /There is a phase `head` already/],
    [
      'a word of the language would change',
      'let few',
      'classes',
      /`classes` would mean something else in line/,
    ],
  ])('is refused: %s', (_, word, newName, message) => {
    const scene = at(word);
    expect(refusal(() => rename.answer(scene, { ...scene.params, newName }))).toMatch(message);
  });
});

describe('prepareRename', () => {
  test('tells the name and where it stands', () => {
    const scene = at('epochs: few');
    const { range, placeholder } = prepareRename.answer(scene, scene.params) as never;
    expect([placeholder, scene.snapshot.text.getText(range)]).toEqual(['few', 'few']);
  });

  test.each([
    ['efficientnet_lite0', /built-in backbone/],
    ['..block5', /a block of a built-in backbone/],
    ['epochs', /Only the names of/],
    ['stratified', /Only the names of/],
  ])('refuses %s', (word, message) => {
    const scene = at(word, {});
    expect(refusal(() => prepareRename.answer(scene, scene.params))).toMatch(message);
  });
});
