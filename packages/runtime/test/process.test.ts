/** What only a process of its own shows: its streams' readers, its working folder, its exit code. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tlp } from './lsp/client.js';

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(path.join(os.tmpdir(), 'tlp-process-'));
  await writeFile(path.join(cwd, 'bad.tlp'), 'pipeline x {}');
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

/** The exit code of a command, one of whose streams nobody reads, and what came on the other. */
async function deaf(stream: 'stdout' | 'stderr', args: readonly string[]) {
  const child = spawn(process.execPath, [tlp, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  child[stream].destroy();
  let heard = '';
  const other = stream === 'stdout' ? child.stderr : child.stdout;
  other.on('data', (chunk: Buffer) => {
    heard += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, heard };
}

describe.skipIf(process.platform === 'win32')('nobody reads', () => {
  it.each([
    [['backbones']],
    [['backbones', '--format', 'json']],
    [['check', 'bad.tlp']],
    [['check', 'bad.tlp', '--format', 'sarif']],
    [['--help']],
  ])('the result of %j', async (args) => {
    expect(await deaf('stdout', args)).toEqual({ code: 141, heard: '' });
  });

  it('the messages', async () => {
    expect(await deaf('stderr', ['explain', 'bad.tlp'])).toEqual({ code: 1, heard: '' });
  });
});

it.skipIf(process.platform === 'win32')('says so where its working folder was deleted', async () => {
  const script = 'mkdir gone && cd gone && rmdir ../gone && exec "$0" "$1" backbones';
  const child = spawn('sh', ['-c', script, process.execPath, tlp], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  expect(await once(child, 'close')).toEqual([2, null]);
  expect(err).toBe(
    'error: The working folder was deleted.\nGo to one that exists with cd, then try again.\n',
  );
});
