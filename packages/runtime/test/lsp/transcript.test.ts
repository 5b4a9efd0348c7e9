/**
 * A real client drives the bundled server through every feature, and the worker's build through the same. The answers
 * are kept in `goldens`; `UPDATE_GOLDENS=1` writes them anew.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { features } from '@tlp/language/editor/features.js';
import { previews } from '@tlp/language/editor/server/previews/index.js';
import { afterAll, describe, expect, test } from 'vitest';
import type { InitializeResult } from 'vscode-languageserver-protocol';
import { bundleBrowserServer } from '../../../../tools/lib/bundle-server.mjs';
import { type Server, startProcess, startWorker, textOf, uriOf, workspaceUri } from './client.js';
import { capabilities, initializationOptions, opened, type Step, steps } from './transcript.js';

const goldens = fileURLToPath(new URL('goldens', import.meta.url));
const update = process.env.UPDATE_GOLDENS !== undefined;
/** Longer than the server waits before it looks at files. */
const quiet = 1_000;

const folder = mkdtempSync(path.join(os.tmpdir(), 'tlp-worker-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the transcript asks for everything that the server answers', () => {
  const asked = new Set(steps.map(({ method }) => method));
  expect(
    [...features, ...previews].map(({ method }) => method).filter((method) => !asked.has(method)),
  ).toEqual([]);
});

test('every golden file belongs to a step', () => {
  const known = new Set([...steps.map(({ name }) => `${name}.json`), 'initialize.json', 'diagnostics.json']);
  expect(readdirSync(goldens).filter((name) => !known.has(name))).toEqual([]);
});

describe.each<[string, () => Promise<Server>]>([
  ['the bundled command over stdio', async () => startProcess()],
  [
    "the worker's script",
    async () => {
      const script = path.join(folder, 'server.js');
      await bundleBrowserServer(script);
      return startWorker(script);
    },
  ],
])('%s', (_, start) => {
  test('answers the transcript', async ({ task }) => {
    const server = await start();
    const answers = await replay(server);
    expect(await server.end()).toBe(0);
    const first = task.suite?.name.includes('stdio') === true;
    for (const [name, answer] of answers) compare(name, answer, update && first);
  });
});

async function replay({ connection }: Server): Promise<ReadonlyMap<string, unknown>> {
  const pushed = new Map<string, unknown>();
  const logged: unknown[] = [];
  let lastPush = 0;
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
    pushed.set(uri, diagnostics);
    lastPush = performance.now();
  });
  connection.onNotification('window/logMessage', (message) => logged.push(message));
  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: workspaceUri, name: 'workspace' }],
    capabilities,
    initializationOptions,
  });
  await connection.sendNotification('initialized', {});
  for (const name of opened) {
    const textDocument = { uri: uriOf(name), languageId: 'tlp', version: 1, text: textOf(name) };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
  }
  // Once through, so that a worker has been told of the files it asks for.
  for (const step of steps) await ask(connection, step);
  // What the files beside the texts have to say follows later.
  await until(() => pushed.size === opened.length && performance.now() - lastPush > quiet);
  const answers = new Map<string, unknown>([['initialize', initialized]]);
  for (const step of steps) answers.set(step.name, await ask(connection, step));
  answers.set('diagnostics', Object.fromEntries([...pushed].sort()));
  expect(logged).toEqual([]);
  return answers;
}

async function ask(connection: Server['connection'], { method, params, brief }: Step): Promise<unknown> {
  const answer = await connection.sendRequest(method, params());
  return brief && answer !== null ? brief(answer as never) : answer;
}

async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Places in the workspace are written from its folder, wherever the repository lies. */
function compare(name: string, answer: unknown, rewrite: boolean): void {
  const file = path.join(goldens, `${name}.json`);
  const folder = fileURLToPath(workspaceUri);
  const text = JSON.stringify(answer ?? null, null, 1).replaceAll(workspaceUri, 'file:///workspace');
  const shown = `${text.replaceAll(JSON.stringify(folder).slice(1, -1), '/workspace')}\n`;
  if (rewrite) writeFileSync(file, shown);
  expect(shown, name).toBe(readFileSync(file, 'utf8'));
}
