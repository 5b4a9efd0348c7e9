import { describe, expect, test } from 'vitest';
import { exampleText } from '../checks/example.js';
import { memoryFiles } from '../testing/memory-files.js';
import { codeActions } from './code-actions.js';
import { fileDiagnostics } from './file-diagnostics.js';
import type { EditorFiles } from './files.js';
import { sceneOf, type TestOptions } from './testing.js';

const paths = ['rose', 'tulip'].flatMap((name) =>
  Array.from({ length: 30 }, (_, index) => `/work/photos/${name}/${index}.jpg`),
);
const onDisk = memoryFiles(Object.fromEntries(paths.map((path) => [path, ''])));
const asPath = (uri: string): string => decodeURIComponent(uri.replace(/^[a-z]+:\/\//, ''));
const files: EditorFiles = {
  complete: true,
  read: (uri) => onDisk.read(asPath(uri)),
  head: (uri, bytes) => onDisk.head(asPath(uri), bytes),
  list: (uri) => onDisk.list(asPath(uri)),
};

const misspelt = exampleText({}).replace('"photos"', '"pho$0to"');
const codesOf = (options: TestOptions): readonly string[] => {
  const scene = sceneOf(misspelt, { files, ...options });
  return fileDiagnostics(scene.snapshot, scene).diagnostics.map(({ code }) => code);
};

describe('what the files have to say', () => {
  test('is told by URI, as on the command line by path', () => {
    expect(codesOf({})).toEqual(['TLP350']);
  });

  test.each([
    ['the user does not want it', { settings: { lookAtData: false } }],
    ['the text was never saved', { uri: 'untitled:Untitled-1' }],
    ['absence is not certain', { files: { ...files, complete: false } }],
  ] satisfies [string, TestOptions][])('is nothing where %s', (_, options) => {
    expect(codesOf(options)).toEqual([]);
  });

  test('can be put right and suppressed where it stands', () => {
    const scene = sceneOf(misspelt, { files });
    const { textDocument, position } = scene.params;
    const range = { start: position, end: position };
    const actions = codeActions.answer(scene, {
      textDocument,
      range,
      context: { diagnostics: [], only: ['quickfix'] },
    });
    expect(actions.map(({ title }) => title)).toEqual(['Write `"photos"`', 'Suppress TLP350 here']);
  });
});
