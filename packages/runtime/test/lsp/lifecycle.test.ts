import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startProcess, textOf, tlp, uriOf } from './client.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'tlp-lsp-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const initialize = { processId: null, rootUri: null, capabilities: {} };
const exitOf = (child: ReturnType<typeof spawn>) => new Promise((resolve) => child.on('exit', resolve));

test('the server ends with 0 after shutdown and exit, with 1 after exit alone or when the client is gone', async () => {
  const proper = startProcess();
  await proper.connection.sendRequest('initialize', initialize);
  expect(await proper.end()).toBe(0);

  const abrupt = startProcess();
  await abrupt.connection.sendRequest('initialize', initialize);
  const ended = exitOf(abrupt.process!);
  await abrupt.connection.sendNotification('exit');
  expect(await ended).toBe(1);

  const alone = startProcess();
  await alone.connection.sendRequest('initialize', initialize);
  const closed = exitOf(alone.process!);
  alone.process!.stdin!.end();
  expect(await closed).toBe(1);
});

test('the server ends with the process that the client named', async () => {
  const parent = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
  const server = startProcess();
  await server.connection.sendRequest('initialize', { ...initialize, processId: parent.pid });
  const ended = exitOf(server.process!);
  parent.kill();
  expect(await ended).toBe(1);
});

test('requests before initialize, unknown and malformed ones are refused, and the server goes on', async () => {
  const { connection, end } = startProcess();
  const code = (method: string, params: object) =>
    connection.sendRequest(method, params).catch((error) => error.code);
  expect(await code('textDocument/hover', {})).toBe(-32002);
  const capabilities = { textDocument: { diagnostic: {} } };
  await connection.sendRequest('initialize', { ...initialize, capabilities });
  expect(await code('textDocument/moniker', {})).toBe(-32601);
  for (const method of ['textDocument/hover', 'textDocument/diagnostic', 'tlp/builtin']) {
    expect(await code(method, {})).toBe(-32602);
  }
  expect(
    await code('textDocument/hover', {
      textDocument: { uri: 'file:///no.tlp' },
      position: { line: 0, character: 0 },
    }),
  ).toBeNull();
  expect(await end()).toBe(0);
});

test('a second initialize is refused, and so is a request after shutdown', async () => {
  const { connection, process } = startProcess();
  const code = (method: string, params: object) =>
    connection.sendRequest(method, params).catch((error) => error.code);
  await connection.sendRequest('initialize', initialize);
  expect(await code('initialize', initialize)).toBe(-32600);
  await connection.sendRequest('shutdown');
  expect(await code('workspace/symbol', { query: '' })).toBe(-32600);
  const ended = exitOf(process!);
  await connection.sendNotification('exit');
  expect(await ended).toBe(0);
});

test('a client that asks for diagnostics is told when they are unchanged, and is pushed none', async () => {
  const { connection, end } = startProcess();
  const pushed: unknown[] = [];
  connection.onNotification('textDocument/publishDiagnostics', (params) => pushed.push(params));
  const capabilities = { textDocument: { diagnostic: {} } };
  await connection.sendRequest('initialize', { ...initialize, capabilities });
  const textDocument = {
    uri: uriOf('mistakes.tlp'),
    languageId: 'tlp',
    version: 1,
    text: textOf('mistakes.tlp'),
  };
  await connection.sendNotification('textDocument/didOpen', { textDocument });
  const ask = (previousResultId?: string) =>
    connection.sendRequest<{ kind: string; resultId: string }>('textDocument/diagnostic', {
      textDocument,
      previousResultId,
    });
  const first = await ask();
  expect(first).toMatchObject({
    kind: 'full',
    items: expect.arrayContaining([expect.objectContaining({ code: 'TLP200' })]),
  });
  expect(await ask(first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
  const all = await connection.sendRequest('workspace/diagnostic', { previousResultIds: [] });
  expect(all).toMatchObject({ items: [{ uri: textDocument.uri, version: 1, kind: 'full' }] });
  expect(pushed).toEqual([]);
  expect(await end()).toBe(0);
});

test('a closed text has no diagnostics any more', async () => {
  const { connection, end } = startProcess();
  const counts: number[] = [];
  connection.onNotification('textDocument/publishDiagnostics', ({ diagnostics }) =>
    counts.push(diagnostics.length),
  );
  await connection.sendRequest('initialize', initialize);
  const textDocument = { uri: 'file:///x.tlp', languageId: 'tlp', version: 1, text: 'pipelin' };
  await connection.sendNotification('textDocument/didOpen', { textDocument });
  while (counts.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  await connection.sendNotification('textDocument/didClose', { textDocument });
  while (counts.length === 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(counts[0]).toBeGreaterThan(0);
  expect(counts[1]).toBe(0);
  expect(await end()).toBe(0);
});

test('neither `tlp check` nor the language server loads native code', async () => {
  const trap = path.join(folder, 'trap.mjs');
  writeFileSync(trap, "process.dlopen = () => { console.error('native code'); process.exit(77); };\n");
  const file = path.join(folder, 'a.tlp');
  writeFileSync(file, textOf('base.tlp'));
  expect(await exitOf(spawn(process.execPath, ['--import', trap, tlp, 'check', file]))).toBe(0);
  const doctor = spawn(process.execPath, ['--import', trap, '-e', "require('sharp')"], {
    cwd: path.dirname(tlp),
  });
  // The trap catches what does load it.
  expect(await exitOf(doctor)).toBe(77);
  const server = spawn(process.execPath, ['--import', trap, tlp, 'lsp', '--stdio']);
  const ended = exitOf(server);
  server.stdin.end();
  expect(await ended).toBe(1);
});

test.each([
  'file:///nowhere/a%2Bb/x.tlp',
  'file:///nowhere/a+b/x.tlp',
  'file:///nowhere/a%20b/x.tlp',
  'file:///C:/nowhere/x.tlp',
  'untitled:Untitled-1',
])('a client gets its own spelling of %s back', async (uri) => {
  const { connection, end } = startProcess();
  const pushed: { uri: string; diagnostics: unknown[] }[] = [];
  connection.onNotification('textDocument/publishDiagnostics', (sent) => pushed.push(sent));
  await connection.sendRequest('initialize', initialize);
  const textDocument = { uri, languageId: 'tlp', version: 1, text: 'let size = 64px\nlet other = size\n' };
  await connection.sendNotification('textDocument/didOpen', { textDocument });
  const definition = await connection.sendRequest('textDocument/definition', {
    textDocument: { uri },
    position: { line: 1, character: 13 },
  });
  expect(definition).toMatchObject([{ uri }]);
  await expect.poll(() => pushed.at(-1)).toMatchObject({ uri });
  await connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  await expect.poll(() => pushed.at(-1)).toEqual({ uri, diagnostics: [] });
  expect(await end()).toBe(0);
});
