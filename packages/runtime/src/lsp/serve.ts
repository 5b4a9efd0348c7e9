/** Runs the language server over one of the transports that editors speak. */

import { connectionOptions } from '@tlp/language/editor/server/connection.js';
import { startServer } from '@tlp/language/editor/server/server.js';
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node.js';
import { nodeHost } from './node-host.js';

/** Serves on stdin and stdout; whatever else is written to stdout would break the protocol. */
export function serveStdio(): void {
  // An editor that takes no more answers is gone, and without the farewell of the protocol.
  process.stdout.on('error', () => process.exit(1));
  serve(
    createMessageConnection(
      new StreamMessageReader(process.stdin),
      new StreamMessageWriter(process.stdout),
      undefined,
      connectionOptions,
    ),
  );
}

/** Serves the process that forked this one. */
export function serveIpc(): void {
  const reader = new IPCMessageReader(process);
  serve(createMessageConnection(reader, new IPCMessageWriter(process), undefined, connectionOptions));
  process.on('disconnect', () => process.exit(1));
}

function serve(connection: MessageConnection): void {
  startServer(connection, nodeHost());
}
