/** The whole server, at the other end of messages that never leave this process. */
import { afterEach, expect, test } from 'vitest';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createMessageConnection,
  type DataCallback,
  type Message,
  type MessageConnection,
  type RequestMessage,
  type ResponseMessage,
} from 'vscode-languageserver-protocol';
import { noFiles } from '../files.js';
import { connectionOptions } from './connection.js';
import type { Host } from './host.js';
import { remoteHost } from './remote-host.js';
import { type InitializationOptions, tensorsRequest } from './requests.js';
import { startServer } from './server.js';

class Reader extends AbstractMessageReader {
  hear: DataCallback = () => {};

  listen(callback: DataCallback) {
    this.hear = callback;
    return { dispose() {} };
  }
}

class Writer extends AbstractMessageWriter {
  constructor(readonly say: (message: Message) => void) {
    super();
  }

  /** As a browser's worker posts it, which takes plain data only. */
  async write(message: Message): Promise<void> {
    this.say(structuredClone(message));
  }

  end(): void {}
}

interface Conversation {
  /** Says all of it before any is taken up; gives the answers to its requests, in order. */
  ask(...messages: readonly object[]): Promise<readonly ResponseMessage[]>;
  /** What the server asked the client. */
  readonly asked: RequestMessage[];
  answer(request: RequestMessage, result: unknown): void;
}

let end = (): void => {};
afterEach(() => end());

async function converse(
  hostOf: (connection: MessageConnection) => Host = (connection) => remoteHost(connection, '0', () => {}),
  initializationOptions: InitializationOptions = {},
): Promise<Conversation> {
  const reader = new Reader();
  const waiting = new Map<unknown, (answer: ResponseMessage) => void>();
  const asked: RequestMessage[] = [];
  const writer = new Writer((message) => {
    const { id, method } = message as RequestMessage;
    if (method === undefined) waiting.get(id)?.(message as ResponseMessage);
    else if (id !== undefined) asked.push(message as RequestMessage);
  });
  const connection = createMessageConnection(reader, writer, undefined, connectionOptions);
  startServer(connection, hostOf(connection));
  end = () => connection.dispose();
  let last = 0;
  const say = (message: object): void => reader.hear({ jsonrpc: '2.0', ...message } as Message);
  const conversation: Conversation = {
    asked,
    ask(...messages) {
      const answers = messages.flatMap((message) => {
        if (!('id' in message)) return [];
        const id = message.id ?? ++last;
        const answer = new Promise<ResponseMessage>((resolve) => waiting.set(id, resolve));
        say({ ...message, id });
        return [answer];
      });
      for (const message of messages) if (!('id' in message)) say(message);
      return Promise.all(answers);
    },
    answer: ({ id }, result) => say({ id, result }),
  };
  const capabilities = { textDocument: { diagnostic: {} } };
  await conversation.ask({
    id: null,
    method: 'initialize',
    params: { processId: null, rootUri: null, capabilities, initializationOptions },
  });
  return conversation;
}

const uri = 'memfs:/work/p.tlp';
const opened = (text: string) => ({
  method: 'textDocument/didOpen',
  params: { textDocument: { uri, languageId: 'tlp', version: 1, text } },
});
const at = (line: number, character: number) => ({ textDocument: { uri }, position: { line, character } });

test('a cancelled request is answered as cancelled, those beside it as usual', async () => {
  const { ask } = await converse();
  await ask(opened('pipeline p {\n}\n'));
  const about = { textDocument: { uri } };
  const [symbols, cancelled] = await ask(
    { id: 'symbols', method: 'textDocument/documentSymbol', params: about },
    { id: 'cancelled', method: 'textDocument/foldingRange', params: about },
    { method: '$/cancelRequest', params: { id: 'cancelled' } },
  );
  expect(symbols?.result).toHaveLength(1);
  expect(cancelled?.error?.code).toBe(-32800);
});

test.each([
  'textDocument/hover',
  'textDocument/completion',
  'textDocument/rename',
  'textDocument/diagnostic',
  'workspace/diagnostic',
  'workspace/symbol',
  'tlp/builtin',
  'tlp/explain',
])('%s without parameters is told which one it lacks', async (method) => {
  const { ask } = await converse();
  const [answer] = await ask({ id: null, method });
  expect(answer?.error).toMatchObject({ code: -32602, message: expect.stringContaining('is missing') });
});

test('what cannot be renamed is a request that failed, not an invalid one', async () => {
  const { ask } = await converse();
  await ask(opened('pipeline p { backbone resnet18 }'));
  const [answer] = await ask({ id: null, method: 'textDocument/prepareRename', params: at(0, 25) });
  expect(answer?.error).toMatchObject({
    code: -32803,
    message: expect.stringContaining('built-in backbone'),
  });
});

test('folders that the client is still asked for are waited for', async () => {
  const { ask, asked, answer } = await converse();
  await ask(opened('pipeline p {\n  data images("")\n}\n'));
  const list = ask({ id: null, method: 'textDocument/completion', params: at(1, 15) });
  await expect.poll(() => asked.map(({ method }) => method)).toContain('tlp/listFolder');
  for (const request of asked) {
    const folders = ['photos', 'node_modules', '.git'].map((name) => ({ name, folder: true }));
    answer(request, request.method === 'tlp/listFolder' ? folders : null);
  }
  const [completed] = await list;
  expect(completed?.result).toMatchObject({ items: [{ label: 'photos/' }] });
});

test('diagnostics are answered at every key, whatever word stands there by then', async () => {
  const { ask } = await converse();
  const whole = 'pipeline p {\n  data images("photos") {\n    split: stratified(train: 80%)\n  }\n}\n';
  const [before, after] = whole.split('train: 80%') as [string, string];
  await ask(opened(before + after));
  const codes = new Set<string>();
  for (let typed = 1; typed <= 'train: 80%'.length; typed++) {
    const text = before + 'train: 80%'.slice(0, typed) + after;
    const params = { textDocument: { uri, version: 1 + typed }, contentChanges: [{ text }] };
    await ask({ method: 'textDocument/didChange', params });
    const pull = { method: 'textDocument/diagnostic', params: { textDocument: { uri } } };
    const [answer] = await ask({ id: null, ...pull });
    for (const { code } of (answer!.result as { items: { code: string }[] }).items) codes.add(code);
  }
  expect([...codes]).toContain('TLP107');
});

test.each([
  ['a client that knows a weight file tells its tensors', { tensors: true }, 1],
  ['any other is not asked', {}, 0],
])('%s', async (_, options, requests) => {
  let ask: Parameters<Host['openFiles']>[1] = async () => undefined;
  const conversation = await converse(
    (connection) => ({
      ...remoteHost(connection, '0', () => {}),
      openFiles(_arrived, askTensors) {
        ask = askTensors;
        return { ...noFiles, forget() {} };
      },
    }),
    options,
  );
  const told = ask('file:///w.h5');
  await new Promise((resolve) => setImmediate(resolve));
  const asked = conversation.asked.filter(({ method }) => method === tensorsRequest);
  expect(asked.map(({ params }) => params)).toEqual(requests === 1 ? [{ uri: 'file:///w.h5' }] : []);
  for (const request of asked) conversation.answer(request, [{ name: 'a', dtype: 'float32', shape: [2] }]);
  expect(await told).toEqual(requests === 1 ? new Map([['a', { dtype: 'float32', shape: [2] }]]) : undefined);
});
