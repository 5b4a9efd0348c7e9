/** `docs/editors.md` names what the running server answers, and its settings. `UPDATE_GOLDENS=1` writes both anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { features } from '@tlp/language/editor/features.js';
import { previews } from '@tlp/language/editor/server/previews/index.js';
import { defaultSettings } from '@tlp/language/editor/settings.js';
import { expect, test } from 'vitest';
import { startProcess } from './client.js';

const file = new URL('../../../../docs/editors.md', import.meta.url);
const named = [...features, ...previews].map(({ method }) => method).sort();

const part = (text: string, start: RegExp, end: string, content: string): string => {
  const from = text.search(start);
  const begin = from + (start.exec(text)?.[0].length ?? 0);
  const to = text.indexOf(end, begin);
  return from < 0 || to < 0 ? text : `${text.slice(0, begin)}${content}${text.slice(to)}`;
};

const rows = named.map(
  (method) => `| \`${method}\` | ${method.startsWith('tlp/') ? 'ours' : 'of the protocol'} |\n`,
);

test('the table and the settings are those of this version', () => {
  const text = readFileSync(file, 'utf8');
  const withTable = part(
    text,
    /\| request \| \|\n\| --- \| --- \|\n/,
    '\nDiagnostics are pushed',
    rows.join(''),
  );
  const whole = part(
    withTable,
    /## Settings\n[\s\S]*?```json\n/,
    '```',
    `${JSON.stringify(defaultSettings, null, 2)}\n`,
  );
  if (process.env.UPDATE_GOLDENS !== undefined) writeFileSync(file, whole);
  expect(readFileSync(file, 'utf8')).toBe(whole);
});

test('the running server answers every request in the table and no other', async () => {
  const { connection, end } = startProcess();
  await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
  const notFound = async (method: string) => {
    const error = await connection.sendRequest(method, {}).catch(({ code }) => code as number);
    return error === -32601;
  };
  for (const method of named) expect(await notFound(method), method).toBe(false);
  expect(await notFound('textDocument/moniker')).toBe(true);
  expect(await end()).toBe(0);
});
