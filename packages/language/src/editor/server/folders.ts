/** The workspace's folders: which `.tlp` files they hold, and what happens to them. */
import {
  type CreateFilesParams,
  type DeleteFilesParams,
  type DidChangeWatchedFilesParams,
  type DidChangeWorkspaceFoldersParams,
  FileChangeType,
  type InitializeParams,
  type MessageConnection,
  type RenameFilesParams,
} from 'vscode-languageserver-protocol';
import { movedBy } from '../moves.js';
import type { Workspace } from '../workspace.js';
import type { Client } from './abilities.js';
import type { Host } from './host.js';

interface Following {
  readonly connection: MessageConnection;
  readonly host: Host;
  readonly files: ReturnType<Host['openFiles']>;
  readonly workspace: Workspace;
  readonly client: Client;
  readonly params: InitializeParams;
  changed(): void;
  runsChanged(): void;
  log(error: unknown, during: string): void;
}

export interface Folders {
  /** Once the client takes requests. */
  start(): void;
}

const watched = '**/*.tlp';
const watchedRuns = '**/runs/*/{run.json,metrics.jsonl}';
const ofRun = /\/runs\/[^/]+\/(run\.json|metrics\.jsonl)$/;

export function followFolders({
  connection,
  host,
  files,
  workspace,
  client,
  params,
  changed,
  runsChanged,
  log,
}: Following): Folders {
  const root = params.rootUri ? [{ uri: params.rootUri, name: '' }] : [];
  const folders = new Set((params.workspaceFolders ?? root).map(({ uri }) => uri));

  const find = async (uris: readonly string[]): Promise<void> => {
    if (uris.length === 0) return;
    try {
      const found = await host.findSources(uris);
      if (found.length === 0) return;
      workspace.found(found);
      changed();
    } catch (error) {
      log(error, 'looking for .tlp files');
    }
  };

  connection.onNotification(
    'workspace/didChangeWorkspaceFolders',
    ({ event }: DidChangeWorkspaceFoldersParams) => {
      for (const { uri } of event.removed) folders.delete(uri);
      for (const { uri } of event.added) folders.add(uri);
      const kept = (uri: string): boolean => [...folders].some((folder) => isUnder(uri, folder));
      workspace.lost(workspace.uris().filter((uri) => !kept(uri)));
      changed();
      void find(event.added.map(({ uri }) => uri));
    },
  );

  connection.onNotification('workspace/didChangeWatchedFiles', ({ changes }: DidChangeWatchedFilesParams) => {
    const uris = changes.map(({ uri }) => uri);
    files.forget(uris);
    // A training writes after every epoch, and nothing but what is shown of runs follows from it.
    if (uris.every((uri) => ofRun.test(uri))) {
      runsChanged();
      return;
    }
    const gone = changes.filter(({ type }) => type === FileChangeType.Deleted).map(({ uri }) => uri);
    follow(
      gone,
      uris.filter((uri) => !gone.includes(uri)),
    );
  });

  /** Files and folders that are gone, and those that are there, maybe with another content. */
  function follow(gone: readonly string[], there: readonly string[]): void {
    const uris = [...gone, ...there];
    files.forget(uris);
    workspace.lost(gone);
    workspace.found(there.filter((uri) => uri.endsWith('.tlp')));
    workspace.changed(uris);
    changed();
  }

  // Not every client watches, and a watcher may miss what lies in a folder that goes or comes as a whole.
  connection.onNotification('workspace/didCreateFiles', ({ files: created }: CreateFilesParams) =>
    follow(
      [],
      created.map(({ uri }) => uri),
    ),
  );
  connection.onNotification('workspace/didDeleteFiles', ({ files: deleted }: DeleteFilesParams) =>
    follow(
      deleted.map(({ uri }) => uri),
      [],
    ),
  );
  connection.onNotification('workspace/didRenameFiles', ({ files: renamed }: RenameFilesParams) => {
    const moved = movedBy(renamed);
    const before = workspace.uris().filter((uri) => moved(uri) !== uri);
    follow(
      renamed.map(({ oldUri }) => oldUri),
      [...renamed.map(({ newUri }) => newUri), ...before.map(moved)],
    );
  });

  return {
    start() {
      void find([...folders]);
      if (!client.watchesFiles) return;
      const registrations = [
        {
          id: 'tlp-files',
          method: 'workspace/didChangeWatchedFiles',
          registerOptions: { watchers: [watched, watchedRuns].map((globPattern) => ({ globPattern })) },
        },
      ];
      connection
        .sendRequest('client/registerCapability', { registrations })
        .catch((error) => log(error, 'client/registerCapability'));
    },
  };
}

const isUnder = (uri: string, folder: string): boolean =>
  uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
