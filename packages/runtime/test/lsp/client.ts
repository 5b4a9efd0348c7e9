/** A client of the language server, for tests: over stdio to a process, and by messages to a worker's script. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import vm from 'node:vm';
import type { ReadFileParams } from '@tlp/language/editor/server/requests.js';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createMessageConnection,
  type DataCallback,
  type Message,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node.js';

export const tlp = fileURLToPath(new URL('../../dist/tlp.js', import.meta.url));
export const workspaceUri = new URL('workspace', import.meta.url).href;

export interface Server {
  readonly connection: MessageConnection;
  /** Present where the server is a process. */
  readonly process?: ChildProcess;
  /** Asks the server to end and waits until it has; gives the process's exit code. */
  end(): Promise<number | null>;
}

/** The bundled command line, as an editor starts it. */
export function startProcess(args: readonly string[] = ['lsp', '--stdio']): Server {
  const child = spawn(process.execPath, [tlp, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  const exited = new Promise<number | null>((resolve) => child.on('exit', resolve));
  return {
    connection,
    process: child,
    async end() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      return exited;
    },
  };
}

interface WorkerScope {
  onmessage?: (event: { data: unknown }) => void;
  addEventListener(type: string, listener: unknown): void;
  postMessage(message: unknown): void;
  close(): void;
}

/**
 * A worker's script in a scope that has what a browser's worker has and nothing of Node. Messages are copied, as
 * between a page and its worker.
 */
export function startWorker(script: string): Server {
  const reader = new PortReader();
  let closed = (_code: number): void => {};
  const ended = new Promise<number>((resolve) => {
    closed = resolve;
  });
  const scope: WorkerScope = {
    addEventListener() {},
    postMessage: (message) => {
      const copy = structuredClone(message);
      setImmediate(() => reader.receive(copy as Message));
    },
    close: () => closed(0),
  };
  const { setTimeout, clearTimeout, performance, URL, TextDecoder, TextEncoder, atob, btoa, console } =
    globalThis;
  const globals = {
    setTimeout,
    clearTimeout,
    performance,
    URL,
    TextDecoder,
    TextEncoder,
    atob,
    btoa,
    console,
  };
  vm.runInNewContext(readFileSync(script, 'utf8'), { self: scope, ...globals });
  const connection = createMessageConnection(
    reader,
    new PortWriter((message) => {
      const copy = structuredClone(message);
      setImmediate(() => scope.onmessage?.({ data: copy }));
    }),
  );
  answerFileRequests(connection);
  connection.listen();
  return {
    connection,
    async end() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      return ended;
    },
  };
}

/** What a page's client does for its worker: here from the disk, so that both servers see the same. */
function answerFileRequests(connection: MessageConnection): void {
  connection.onRequest('tlp/files', () =>
    names(workspaceUri)
      .filter(({ name }) => name.endsWith('.tlp'))
      .map(({ name }) => `${workspaceUri}/${name}`),
  );
  connection.onRequest('tlp/readFile', ({ uri, bytes }: ReadFileParams) => {
    const content = orNull(() => readFileSync(new URL(uri)));
    if (content === null) return null;
    return bytes === undefined
      ? { text: content.toString('utf8') }
      : { base64: content.subarray(0, bytes).toString('base64') };
  });
  connection.onRequest('tlp/listFolder', ({ uri }: { uri: string }) => orNull(() => names(uri)));
}

const names = (uri: string) =>
  readdirSync(new URL(uri), { withFileTypes: true }).map((entry) => ({
    name: entry.name,
    folder: entry.isDirectory(),
  }));

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

class PortReader extends AbstractMessageReader {
  #callback: DataCallback | undefined;

  listen(callback: DataCallback) {
    this.#callback = callback;
    return { dispose() {} };
  }

  receive(message: Message): void {
    this.#callback?.(message);
  }
}

class PortWriter extends AbstractMessageWriter {
  constructor(readonly send: (message: Message) => void) {
    super();
  }

  async write(message: Message): Promise<void> {
    this.send(message);
  }

  end(): void {}
}

export const textOf = (name: string): string =>
  readFileSync(new URL(`workspace/${name}`, import.meta.url), 'utf8');
export const uriOf = (name: string): string => `${workspaceUri}/${name}`;
export const folderUri = (folder: string): string => pathToFileURL(folder).href;
