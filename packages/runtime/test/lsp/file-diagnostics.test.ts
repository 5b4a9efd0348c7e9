/** What the data folder has to say reaches a real client by itself: after the text's own diagnostics, and when the folder changes. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { exampleText } from '@tlp/language/checks/example.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { folderUri, type Server, startProcess } from './client.js';

interface Published {
  readonly version?: number;
  readonly diagnostics: readonly { readonly code: string }[];
}

interface Registration {
  readonly registerOptions: { readonly watchers: readonly unknown[] };
}

const text = exampleText({});
const missing = 'TLP350';
let folder = '';
let server: Server;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'tlp-beside-'));
  server = startProcess();
});
afterEach(async () => {
  expect(await server.end()).toBe(0);
  rmSync(folder, { recursive: true, force: true });
});

const uri = (name: string): string => `${folderUri(folder)}/${name}`;
const codes = (diagnostics: Published['diagnostics']): readonly string[] =>
  diagnostics.map(({ code }) => code);
const initialize = (capabilities: object) =>
  server.connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities });

async function open(): Promise<void> {
  await server.connection.sendNotification('initialized', {});
  const textDocument = { uri: uri('a.tlp'), languageId: 'tlp', version: 1, text };
  await server.connection.sendNotification('textDocument/didOpen', { textDocument });
}

function makeImages(): void {
  for (const name of ['rose', 'tulip']) {
    mkdirSync(path.join(folder, 'photos', name), { recursive: true });
    for (let i = 0; i < 60; i++) writeFileSync(path.join(folder, 'photos', name, `${i}.jpg`), '');
  }
}

test('pushed after the text, and anew when the client says that the folder it was asked to watch changed', async () => {
  const pushed: (readonly string[])[] = [];
  const watched: unknown[] = [];
  server.connection.onNotification('textDocument/publishDiagnostics', ({ diagnostics }: Published) => {
    pushed.push(codes(diagnostics));
  });
  server.connection.onRequest('client/registerCapability', ({ registrations }) => {
    watched.push(...registrations.flatMap((one: Registration) => one.registerOptions.watchers));
    return null;
  });
  const didChangeWatchedFiles = { dynamicRegistration: true, relativePatternSupport: true };
  await initialize({ workspace: { didChangeWatchedFiles } });
  await open();
  await expect.poll(() => pushed.at(-1), { timeout: 5_000 }).toContain(missing);
  expect(pushed).toHaveLength(2);
  expect(pushed[0]).toEqual(pushed[1]!.filter((code) => code !== missing));
  // The server asks once it has pushed.
  await expect
    .poll(() => watched, { timeout: 5_000 })
    .toContainEqual({ globPattern: { baseUri: uri('photos'), pattern: '**' }, kind: 5 });

  makeImages();
  const changes = [{ uri: uri('photos'), type: 1 }];
  await server.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  await expect.poll(() => pushed.at(-1), { timeout: 5_000 }).not.toContain(missing);
});

test('a client that asks is told to ask again', async () => {
  let refreshes = 0;
  server.connection.onRequest('workspace/diagnostic/refresh', () => {
    refreshes++;
    return null;
  });
  await initialize({
    workspace: { diagnostics: { refreshSupport: true } },
    textDocument: { diagnostic: {} },
  });
  await open();
  const ask = async () =>
    codes(
      (
        await server.connection.sendRequest<{ items: Published['diagnostics'] }>('textDocument/diagnostic', {
          textDocument: { uri: uri('a.tlp') },
        })
      ).items,
    );
  expect(await ask()).not.toContain(missing);
  await expect.poll(() => refreshes, { timeout: 5_000 }).toBe(1);
  expect(await ask()).toContain(missing);
});
