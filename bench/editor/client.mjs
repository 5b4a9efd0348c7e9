/** A client that types and measures. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { tlp } from '../../tools/lib/paths.mjs';

const { createMessageConnection, StreamMessageReader, StreamMessageWriter } = createRequire(import.meta.url)(
  'vscode-jsonrpc/node',
);
const uri = 'file:///bench/long.tlp';

export function startClient() {
  const child = spawn(process.execPath, [tlp, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  let version = 1;
  let length = 0;
  let published = () => {};
  connection.onNotification('textDocument/publishDiagnostics', (params) => published(params.version));
  connection.listen();

  /** Resolves with the time when the diagnostics of the version come. */
  const diagnosed = (wanted) =>
    new Promise((resolve) => {
      published = (found) => {
        if (found === wanted) resolve(performance.now());
      };
    });

  return {
    async initialize() {
      await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
      await connection.sendNotification('initialized', {});
    },
    async open(text) {
      const done = diagnosed(version);
      const textDocument = { uri, languageId: 'tlp', version, text };
      await connection.sendNotification('textDocument/didOpen', { textDocument });
      await done;
    },
    /** Puts the text at the position, in place of what was put there before. */
    async type(position, text) {
      const start = performance.now();
      const done = diagnosed(++version);
      const end = { ...position, character: position.character + length };
      length = text.length;
      const textDocument = { uri, version };
      const contentChanges = [{ range: { start: position, end }, text }];
      void connection.sendNotification('textDocument/didChange', { textDocument, contentChanges });
      await connection.sendRequest('textDocument/completion', { textDocument: { uri }, position });
      const completion = performance.now() - start;
      const diagnostics = (await done) - start;
      // A pause as between two keys.
      await new Promise((resolve) => setTimeout(resolve, 30));
      return { completion, diagnostics };
    },
    async end() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await new Promise((resolve) => child.on('exit', resolve));
    },
  };
}
