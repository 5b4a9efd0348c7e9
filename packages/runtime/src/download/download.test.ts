import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../files/hash.js';
import {
  type Answer,
  cutAt,
  ranged,
  status,
  type WebServer,
  webServer,
  whole,
} from '../testing/web-server.js';
import { type DownloadOptions, downloadFile } from './download.js';
import type { DownloadError } from './error.js';

const content = Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * i) % 251));
const hash = sha256(content);
const md5Of = (data: Buffer, encoding: 'hex' | 'base64') => createHash('md5').update(data).digest(encoding);
const quick = { retries: 2, pauseMs: 1, timeoutMs: 5000, env: {} };

let to: string;

beforeEach(async () => {
  to = path.join(await mkdtemp(path.join(os.tmpdir(), 'tlp-download-')), 'file.bin');
});

const all = whole(content);
const parts = ranged(content);
const silent: Answer = (_, response) => {
  response.writeHead(200, { 'content-length': content.length });
  response.write(content.subarray(0, 10));
};

const ranges = ({ requests }: WebServer) => requests.map(({ headers }) => headers.range);

async function failure(work: Promise<unknown>): Promise<DownloadError> {
  const error = await work.catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'DownloadError' });
  return error as DownloadError;
}

const files = () => readdir(path.dirname(to));

describe('downloadFile', () => {
  it('fetches a file, reports progress and leaves nothing else behind', async () => {
    const { url } = await webServer(all);
    const seen: number[] = [];
    const onProgress = (done: number, total: number | undefined) => seen.push(done / total!);
    const found = await downloadFile(url, to, { ...quick, sha256: hash, onProgress });
    expect(found).toEqual({ sha256: hash, md5: undefined, bytes: content.length });
    expect(seen.at(-1)).toBe(1);
    expect(await files()).toEqual(['file.bin']);
  });

  it('continues where a cut connection stopped', async () => {
    let hangUp = () => {};
    const untilReceived: Answer = (_, response) => {
      response.writeHead(200, { 'content-length': content.length }).write(content.subarray(0, 40_000));
      hangUp = () => response.destroy();
    };
    const server = await webServer(untilReceived, parts);
    const onProgress = (done: number) => done === 40_000 && hangUp();
    await downloadFile(server.url, to, { ...quick, sha256: hash, onProgress });
    expect(ranges(server)).toEqual([undefined, 'bytes=40000-']);
    expect(await readFile(to)).toEqual(content);
  });

  it('continues what an earlier process left, if a hash vouches for it', async () => {
    const server = await webServer(parts);
    await writeFile(`${to}.part`, content.subarray(0, 99_000));
    await downloadFile(server.url, to, { ...quick, sha256: hash.slice(0, 8) });
    expect(ranges(server)).toEqual(['bytes=99000-']);
  });

  it('fetches anew where what was left over is of another file', async () => {
    const server = await webServer(parts);
    await writeFile(`${to}.part`, Buffer.alloc(500));
    await downloadFile(server.url, to, { ...quick, sha256: hash });
    expect(ranges(server)).toEqual(['bytes=500-', undefined]);
    expect(await readFile(to)).toEqual(content);
  });

  it('can be interrupted, and continued', async () => {
    const server = await webServer(silent, parts);
    const controller = new AbortController();
    const { signal } = controller;
    const onProgress = () => controller.abort();
    const started = downloadFile(server.url, to, { ...quick, sha256: hash, signal, onProgress });
    expect((await failure(started)).reason).toBe('aborted');
    await downloadFile(server.url, to, { ...quick, sha256: hash });
    expect(ranges(server)).toEqual([undefined, 'bytes=10-']);
  });

  it('tries again after a server error, and says so', async () => {
    const { url, requests } = await webServer(status(503), status(429, { 'retry-after': '0' }), all);
    const pauses: string[] = [];
    const onPause = (pause: number, why: string) => pauses.push(`${pause} ms: ${why.replace(url, 'it')}`);
    await downloadFile(url, to, { ...quick, onPause });
    expect(requests.length).toBe(3);
    expect(pauses).toEqual(['1 ms: it answered 503', '2 ms: it answered 429']);
  });

  it('waits as long as the server asks for, and can be interrupted then', async () => {
    const { url } = await webServer(status(429, { 'retry-after': '90' }));
    const controller = new AbortController();
    const { signal } = controller;
    const onPause = (pause: number) => pause === 90_000 && controller.abort();
    expect((await failure(downloadFile(url, to, { ...quick, signal, onPause }))).reason).toBe('aborted');
  });

  it('gives up a connection that falls silent', async () => {
    const { url } = await webServer(silent);
    const error = await failure(downloadFile(url, to, { ...quick, retries: 0, timeoutMs: 50 }));
    expect(error.message).toMatch(/sent nothing for 0\.05 s$/);
  });

  it('reports a disk that cannot be written', async () => {
    const { url } = await webServer(all);
    await writeFile(path.join(path.dirname(to), 'in-the-way'), '');
    const error = await failure(downloadFile(url, path.join(path.dirname(to), 'in-the-way', 'x'), quick));
    expect(error.reason).toBe('disk');
  });

  it('asks nobody where downloads are off', async () => {
    const { url, requests } = await webServer(all);
    const error = await failure(downloadFile(url, to, { ...quick, env: { TLP_OFFLINE: '1' } }));
    expect([error.reason, error.message]).toEqual(['offline', 'downloads are off (TLP_OFFLINE=1)']);
    expect(requests).toEqual([]);
  });
});

const web = Buffer.from('<!DOCTYPE html><title>Sign in</title>');
const chunked: Answer = (_, response) => {
  response.write(content);
  response.end();
};
const petabyte = status(200, { 'content-length': String(1e18) });

/** The server, what is expected, why it fails and after how many requests. */
const failures: readonly (readonly [string, Answer, DownloadOptions, string, RegExp, number])[] = [
  ['refuses', status(403), {}, 'refused', /answered 403$/, 1],
  ['has the file no longer', status(410), {}, 'refused', /answered 410$/, 1],
  ['stays unwell', status(503), {}, 'network', /answered 503$/, 3],
  [
    'always hangs up',
    cutAt(content, 0),
    {},
    'network',
    /could not be reached|broke off at byte|ended after/,
    3,
  ],
  [
    'wants no requests for an hour',
    status(429, { 'retry-after': '3600' }),
    {},
    'network',
    /answered 429 and wants to be asked again in 1 h 0 min$/,
    1,
  ],
  [
    'always ends too early',
    cutAt(content, 50_000),
    {},
    'network',
    /could not be reached|broke off at byte|ended after/,
    3,
  ],
  ['states a larger file', all, { bytes: 99_999 }, 'hash', /has 100000 bytes, 99999 were expected$/, 1],
  ['states a smaller file', all, { bytes: 100_001 }, 'hash', /has 100000 bytes, 100001 were expected$/, 1],
  [
    'sends more than is expected, unannounced',
    chunked,
    { bytes: 99_999 },
    'hash',
    /sends more than its 99999 bytes$/,
    1,
  ],
  [
    'sends other bytes',
    whole(Buffer.alloc(9)),
    { sha256: hash },
    'hash',
    /has sha256 [0-9a-f]{64}, [0-9a-f]{64} was expected; its 9 bytes are a file that begins with/,
    1,
  ],
  [
    'sends other bytes, by MD5',
    whole(Buffer.alloc(9)),
    { md5: md5Of(content, 'hex') },
    'hash',
    /has md5 [0-9a-f]{32}, [0-9a-f]{32} was expected/,
    1,
  ],
  [
    'sends a web page instead',
    whole(web),
    { sha256: hash },
    'hash',
    /its 37 bytes are a web page titled “Sign in”$/,
    1,
  ],
  [
    'states another SHA-256',
    whole(content, { 'x-linked-etag': `"${'0'.repeat(64)}"` }),
    { sha256: hash },
    'hash',
    /has sha256 0{64} by its own account/,
    1,
  ],
  [
    'states another MD5',
    whole(content, { 'x-goog-hash': `crc32c=AAAAAA==,md5=${md5Of(web, 'base64')}` }),
    { md5: md5Of(content, 'hex') },
    'hash',
    /has md5 [0-9a-f]{32} by its own account/,
    1,
  ],
  [
    'sends other bytes than it states',
    whole(web, { 'x-goog-hash': `md5=${md5Of(content, 'base64')}` }),
    {},
    'hash',
    /has md5/,
    1,
  ],
  [
    'announces more than the disk has room for',
    petabyte,
    {},
    'disk',
    /needs 1000000 TB more, .* are free$/,
    1,
  ],
];

it.each(failures)(
  'says why it failed where the server %s',
  async (_, answer, expected, reason, message, tries) => {
    const { url, requests } = await webServer(answer);
    const error = await failure(downloadFile(url, to, { ...quick, ...expected }));
    expect([error.reason, requests.length]).toEqual([reason, tries]);
    expect(error.message).toMatch(message);
    expect(await files()).not.toContain('file.bin');
    if (reason === 'hash' || reason === 'disk') expect(await files()).toEqual([]);
  },
);
