import { expect, test } from 'vitest';
import { FileChangeType, type MessageConnection } from 'vscode-languageserver-protocol';
import { createWorkspace } from '../workspace.js';
import { clientOf } from './abilities.js';
import { followFolders } from './folders.js';

const at = (name: string): string => `vscode-vfs://github/ada/flowers/${name}`;

/** A workspace of two files, one in a folder, and what a client tells of it. */
function followed() {
  const texts: Record<string, string> = { [at('a.tlp')]: '', [at('shared/b.tlp')]: '' };
  const forgotten: string[] = [];
  const calls = { changed: 0, runsChanged: 0 };
  const handlers = new Map<string, (params: unknown) => void>();
  const files = {
    complete: false,
    read: (uri: string) => texts[uri],
    head: () => undefined,
    list: () => undefined,
    forget: (uris: readonly string[]) => void forgotten.push(...uris),
  };
  const workspace = createWorkspace(files);
  workspace.found(Object.keys(texts));
  followFolders({
    connection: {
      onNotification: (method: string, handler: (params: unknown) => void) => handlers.set(method, handler),
    } as unknown as MessageConnection,
    host: { version: '', openFiles: () => files, findSources: async () => [], exit() {} },
    files,
    workspace,
    client: clientOf({ processId: null, rootUri: null, capabilities: {} }, {}),
    params: { processId: null, rootUri: at(''), capabilities: {} },
    changed: () => void calls.changed++,
    runsChanged: () => void calls.runsChanged++,
    log() {},
  });
  const tell = (method: string, params: object) => handlers.get(`workspace/${method}`)?.(params);
  const names = () => workspace.uris().map((uri) => uri.slice(at('').length));
  return { tell, names, forgotten, calls };
}

const files = (...uris: string[]) => ({ files: uris.map((uri) => ({ uri })) });
const changes = (type: FileChangeType, ...uris: string[]) => ({
  changes: uris.map((uri) => ({ uri, type })),
});
const renamed = (oldUri: string, newUri: string) => ({ files: [{ oldUri, newUri }] });

test.each<[string, string, object, readonly string[]]>([
  ['a file that is made', 'didCreateFiles', files(at('c.tlp')), ['a.tlp', 'shared/b.tlp', 'c.tlp']],
  ['a file that is made, of another kind', 'didCreateFiles', files(at('c.txt')), ['a.tlp', 'shared/b.tlp']],
  ['a file that is deleted', 'didDeleteFiles', files(at('a.tlp')), ['shared/b.tlp']],
  ['a folder that is deleted', 'didDeleteFiles', files(at('shared')), ['a.tlp']],
  [
    'a file that moves',
    'didRenameFiles',
    renamed(at('a.tlp'), at('shared/a.tlp')),
    ['shared/b.tlp', 'shared/a.tlp'],
  ],
  ['a folder that moves', 'didRenameFiles', renamed(at('shared'), at('own')), ['a.tlp', 'own/b.tlp']],
  [
    'a folder that a watcher sees go',
    'didChangeWatchedFiles',
    changes(FileChangeType.Deleted, at('shared')),
    ['a.tlp'],
  ],
])('%s is followed', (_, method, params, expected) => {
  const { tell, names, calls, forgotten } = followed();
  tell(method, params);
  expect(names()).toEqual(expected);
  expect(calls).toEqual({ changed: 1, runsChanged: 0 });
  expect(forgotten.length).toBeGreaterThan(0);
});

test('what a training writes after every epoch makes nothing be looked at again but runs', () => {
  const { tell, calls } = followed();
  tell(
    'didChangeWatchedFiles',
    changes(FileChangeType.Changed, at('runs/a/run.json'), at('runs/a/metrics.jsonl')),
  );
  expect(calls).toEqual({ changed: 0, runsChanged: 1 });
  tell('didChangeWatchedFiles', changes(FileChangeType.Changed, at('runs/a/run.json'), at('a.tlp')));
  expect(calls).toEqual({ changed: 1, runsChanged: 1 });
});
