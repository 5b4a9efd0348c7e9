/** The language server in a worker of the browser. */
import { connectionOptions } from '@tlp/language/editor/server/connection.js';
import { remoteHost } from '@tlp/language/editor/server/remote-host.js';
import { startServer } from '@tlp/language/editor/server/server.js';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createMessageConnection,
} from 'vscode-jsonrpc/browser.js';
import manifest from '../../package.json' with { type: 'json' };

/** What of a worker's global scope is used here; the types of the DOM would bring in a page's too. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0] & { close(): void };

const connection = createMessageConnection(
  new BrowserMessageReader(self),
  new BrowserMessageWriter(self),
  undefined,
  connectionOptions,
);
startServer(
  connection,
  remoteHost(connection, manifest.version, () => self.close()),
);
