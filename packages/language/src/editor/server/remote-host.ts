/** The language server where there is no file system: everything outside is the client's to tell. */
import type { MessageConnection } from 'vscode-languageserver-protocol';
import type { Host } from './host.js';
import { remoteFiles } from './remote-files.js';
import { filesRequest } from './requests.js';

/** @param end ends the worker. */
export function remoteHost(connection: MessageConnection, version: string, end: () => void): Host {
  return {
    version,
    openFiles: (arrived) => remoteFiles(connection, arrived),
    // The client knows its folders.
    findSources: async () => (await connection.sendRequest<readonly string[] | null>(filesRequest, {})) ?? [],
    exit: () => end(),
  };
}
