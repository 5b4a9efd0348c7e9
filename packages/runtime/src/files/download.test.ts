import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DownloadError, downloadFile } from './download.js';
import { sha256 } from './hash.js';

const content = Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * i) % 251));
const hash = sha256(content);
const quick = { retries: 2, pauseMs: 1, timeoutMs: 5000 };

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let url: string;
let to: string;
let ranges: (string | undefined)[];
/** The server's answers in order; the last one repeats. */
let answers: Answer[];

beforeEach(async () => {
  ranges = [];
  server = createServer((request, response) => {
    ranges.push(request.headers.range);
    (answers.length > 1 ? answers.shift()! : answers[0]!)(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`;
  to = path.join(await mkdtemp(path.join(os.tmpdir(), 'tlp-download-')), 'file.bin');
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const whole: Answer = (_, response) => {
  response.writeHead(200, { 'content-length': content.length }).end(content);
};
const ranged: Answer = (request, response) => {
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (start === 0) return whole(request, response);
  const range = `bytes ${start}-${content.length - 1}/${content.length}`;
  const length = content.length - start;
  response.writeHead(206, { 'content-range': range, 'content-length': length }).end(content.subarray(start));
};
/** Promises everything, sends a part and hangs up. */
const cutAt =
  (length: number): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-length': content.length });
    response.write(content.subarray(0, length), () => response.destroy());
  };
const status =
  (code: number): Answer =>
  (_, response) => {
    response.writeHead(code).end('no');
  };
const wrong: Answer = (_, response) => {
  response.end(Buffer.alloc(content.length));
};
const silent: Answer = (_, response) => {
  response.writeHead(200, { 'content-length': content.length });
  response.write(content.subarray(0, 10));
};

async function failure(work: Promise<unknown>): Promise<DownloadError> {
  const error = await work.catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'DownloadError' });
  return error as DownloadError;
}

const files = () => readdir(path.dirname(to));

describe('downloadFile', () => {
  it('fetches a file, reports progress and leaves nothing else behind', async () => {
    answers = [whole];
    const seen: number[] = [];
    const onProgress = (done: number, total: number | undefined) => seen.push(done / total!);
    expect(await downloadFile(url, to, { ...quick, sha256: hash, onProgress })).toBe(hash);
    expect(seen.at(-1)).toBe(1);
    expect(await files()).toEqual(['file.bin']);
  });

  it('continues where a cut connection stopped', async () => {
    let hangUp = () => {};
    const untilReceived: Answer = (_, response) => {
      response.writeHead(200, { 'content-length': content.length }).write(content.subarray(0, 40_000));
      hangUp = () => response.destroy();
    };
    answers = [untilReceived, ranged];
    const onProgress = (done: number) => done === 40_000 && hangUp();
    await downloadFile(url, to, { ...quick, sha256: hash, onProgress });
    expect(ranges).toEqual([undefined, 'bytes=40000-']);
    expect(await readFile(to)).toEqual(content);
  });

  it('starts again where the server knows no ranges', async () => {
    answers = [cutAt(40_000), whole];
    await downloadFile(url, to, { ...quick, sha256: hash });
    expect(await readFile(to)).toEqual(content);
  });

  it('continues what an earlier process left, if a hash vouches for it', async () => {
    answers = [ranged];
    await writeFile(`${to}.part`, content.subarray(0, 99_000));
    await downloadFile(url, to, { ...quick, sha256: hash.slice(0, 8) });
    expect(ranges).toEqual(['bytes=99000-']);
  });

  it('takes no part of unknown origin without a hash', async () => {
    answers = [ranged];
    await writeFile(`${to}.part`, content.subarray(0, 99_000));
    await downloadFile(url, to, quick);
    expect(ranges).toEqual([undefined]);
  });

  it('fetches anew where what was left over is of another file', async () => {
    answers = [ranged];
    await writeFile(`${to}.part`, Buffer.alloc(500));
    await downloadFile(url, to, { ...quick, sha256: hash });
    expect(ranges).toEqual(['bytes=500-', undefined]);
    expect(await readFile(to)).toEqual(content);
  });

  it('tries again after a server error', async () => {
    answers = [status(503), status(500), whole];
    await downloadFile(url, to, { ...quick, sha256: hash });
    expect(ranges.length).toBe(3);
  });

  it.each<[string, Answer, string, RegExp, number]>([
    ['is refused', status(403), 'refused', /answered 403$/, 1],
    ['has moved away', status(404), 'refused', /answered 404$/, 1],
    ['stays unwell', status(503), 'network', /answered 503$/, 3],
    ['always hangs up', cutAt(0), 'network', /could not be reached|ended after/, 3],
    ['sends other bytes', wrong, 'hash', /has sha256 [0-9a-f]{64}, [0-9a-f]{64} was expected$/, 1],
  ])('says why it failed when the server %s', async (_, answer, reason, message, tries) => {
    answers = [answer];
    const error = await failure(downloadFile(url, to, { ...quick, sha256: hash }));
    expect([error.reason, ranges.length]).toEqual([reason, tries]);
    expect(error.message).toMatch(message);
    expect(await files()).not.toContain('file.bin');
  });

  it('gives up a connection that falls silent', async () => {
    answers = [silent];
    const error = await failure(downloadFile(url, to, { retries: 0, timeoutMs: 50, sha256: hash }));
    expect(error.message).toMatch(/sent nothing for 0\.05 s$/);
  });

  it('takes no more bytes than were announced', async () => {
    answers = [whole];
    const error = await failure(downloadFile(url, to, { ...quick, bytes: 10 }));
    expect(error.message).toMatch(/has 100000 bytes, 10 were expected$/);
    expect(await files()).toEqual([]);
  });

  it('can be interrupted, and continued', async () => {
    answers = [silent, ranged];
    const controller = new AbortController();
    const started = downloadFile(url, to, {
      ...quick,
      sha256: hash,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    expect((await failure(started)).reason).toBe('aborted');
    await downloadFile(url, to, { ...quick, sha256: hash });
    expect(ranges).toEqual([undefined, 'bytes=10-']);
  });

  it('reports a disk that cannot be written', async () => {
    answers = [whole];
    await writeFile(path.join(path.dirname(to), 'in-the-way'), '');
    const error = await failure(downloadFile(url, path.join(path.dirname(to), 'in-the-way', 'x'), quick));
    expect(error.reason).toBe('disk');
  });
});
