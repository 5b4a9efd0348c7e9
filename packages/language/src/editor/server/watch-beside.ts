/** Has the client watch the data folders, tables and weight files that the open texts name. */
import { type FileSystemWatcher, type MessageConnection, WatchKind } from 'vscode-languageserver-protocol';
import type { Snapshot } from '../snapshot.js';
import { besideUri } from '../uris.js';
import type { Workspace } from '../workspace.js';

export interface WatchingBeside {
  /** The open texts may name other files by now. */
  update(): void;
}

const id = 'tlp-beside';
const method = 'workspace/didChangeWatchedFiles';

export function watchBeside(
  connection: MessageConnection,
  workspace: Workspace,
  log: (error: unknown, during: string) => void,
): WatchingBeside {
  let registered = '[]';
  const send = (request: string, params: object): void => {
    connection.sendRequest(request, params).catch((error) => log(error, request));
  };
  return {
    update() {
      const open = workspace.uris().filter((uri) => workspace.isOpen(uri));
      const wanted = open.flatMap((uri) => watchersOf(workspace.snapshot(uri)));
      const watchers = [...new Map(wanted.map((watcher) => [JSON.stringify(watcher), watcher])).values()];
      const text = JSON.stringify(watchers);
      if (text === registered) return;
      if (registered !== '[]') send('client/unregisterCapability', { unregisterations: [{ id, method }] });
      registered = text;
      const registrations = [{ id, method, registerOptions: { watchers } }];
      if (watchers.length > 0) send('client/registerCapability', { registrations });
    },
  };
}

/** Which images there are matters, and not what is in them; of a weight file and a table both do. */
function watchersOf(snapshot: Snapshot | undefined): readonly FileSystemWatcher[] {
  if (!snapshot?.uri.startsWith('file:')) return [];
  const { uri, analysis } = snapshot;
  return [...analysis.drafts.values()].flatMap(({ pipeline: { data, backbone } }): FileSystemWatcher[] => {
    const images: FileSystemWatcher = {
      globPattern: { baseUri: besideUri(uri, data.path), pattern: '**' },
      kind: WatchKind.Create | WatchKind.Delete,
    };
    const files = [
      ...(backbone.weights.kind === 'file' ? [backbone.weights.path] : []),
      ...(backbone.model ? [backbone.model.path] : []),
      ...(data.labels.kind === 'table' ? [data.labels.path] : []),
      ...(data.exclude === undefined ? [] : [data.exclude]),
    ];
    const contents = files.map((path): FileSystemWatcher => {
      const file = besideUri(uri, path);
      const cut = file.lastIndexOf('/');
      return { globPattern: { baseUri: file.slice(0, cut), pattern: escapeGlob(file.slice(cut + 1)) } };
    });
    const isTable = data.labels.kind === 'table' && data.labels.path === data.path;
    return data.path === '' || isTable ? contents : [images, ...contents];
  });
}

/** The name of one file, as a pattern. */
const escapeGlob = (name: string): string => decodeURIComponent(name).replace(/[[\]{}*?]/g, '[$&]');
