import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sha256 } from '../files/hash.js';
import { childProgram } from '../testing/child-program.js';
import { type Answer, ranged, webServer } from '../testing/web-server.js';

const content = Buffer.alloc(3 << 20, 'the weights, as published');
const hash = sha256(content);

let folder: string;
let program: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-fetching-'));
  program = await childProgram('fetch-child.ts', ['undici', 'yauzl', 'env-paths']);
});

afterAll(async () => {
  for (const made of [folder, program]) await rm(made, { recursive: true, force: true });
});

const start = (url: string): ChildProcess =>
  spawn(process.execPath, [program, url, hash, folder], { stdio: ['ignore', 'pipe', 'inherit'] });

/** Sends half of it and then nothing more. */
const half: Answer = (_, response) => {
  response.writeHead(200, { 'content-length': content.length, etag: '"one"' });
  response.write(content.subarray(0, content.length >> 1));
};

it('killed, it leaves no file; then several at once continue it together, and fetch it once', async () => {
  const { url, requests } = await webServer(half, ranged(content, { etag: '"one"' }));
  const killed = start(url);
  const part = path.join(folder, `${hash}.pth.part`);
  await expect
    .poll(async () => (await stat(part).catch(() => null))?.size ?? 0, { timeout: 30_000 })
    .toBeGreaterThan(0);
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  expect(await readdir(folder)).not.toContain(`${hash}.pth`);

  const answers = await Promise.all([start(url), start(url), start(url)].map((child) => text(child.stdout!)));
  expect(answers.map((answer) => JSON.parse(answer))).toEqual(
    Array(3).fill({ path: path.join(folder, `${hash}.pth`), hash }),
  );
  expect(requests.map(({ headers }) => headers.range)).toEqual([
    undefined,
    expect.stringMatching(/^bytes=\d+-$/),
  ]);
  expect((await readFile(path.join(folder, `${hash}.pth`))).equals(content)).toBe(true);
  expect(await readdir(folder)).toEqual([`${hash}.pth`]);
});
