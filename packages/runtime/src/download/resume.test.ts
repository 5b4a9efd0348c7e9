import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { sha256 } from '../files/hash.js';
import { type Answer, ranged, webServer, whole } from '../testing/web-server.js';
import { downloadFile } from './download.js';

const content = Buffer.from(Array.from({ length: 50_000 }, (_, i) => (i * i) % 251));
const other = Buffer.from(content.map((byte) => 255 - byte));
const quick = { retries: 2, pauseMs: 1, timeoutMs: 5000, env: {} };

let to: string;

beforeEach(async () => {
  to = path.join(await mkdtemp(path.join(os.tmpdir(), 'tlp-resume-')), 'file.bin');
});

/** Leaves 20,000 bytes of `of`, as a process does that is killed. */
async function leave(of: Buffer, note?: object): Promise<void> {
  await writeFile(`${to}.part`, of.subarray(0, 20_000));
  if (note) await writeFile(`${to}.part.json`, JSON.stringify(note));
}

const headers = (requests: readonly { headers: Record<string, unknown> }[]) =>
  requests.map(({ headers: { range, 'if-range': version } }) => [range, version]);

it('continues the version of which it has a part, without any hash', async () => {
  let hangUp = () => {};
  const untilReceived: Answer = (_, response) => {
    response
      .writeHead(200, { 'content-length': content.length, etag: '"one"' })
      .write(content.subarray(0, 20_000));
    hangUp = () => response.destroy();
  };
  const { url, requests } = await webServer(untilReceived, ranged(content, { etag: '"one"' }));
  await downloadFile(url, to, { ...quick, onProgress: (done) => done === 20_000 && hangUp() });
  expect(headers(requests)).toEqual([
    [undefined, undefined],
    ['bytes=20000-', '"one"'],
  ]);
  expect(await readFile(to)).toEqual(content);
  expect(await readdir(path.dirname(to))).toEqual(['file.bin']);
});

it.each([
  ['the ETag', { etag: '"one"' }, '"one"'],
  [
    'the date, where the ETag is weak',
    { etag: 'W/"one"', 'last-modified': 'Mon, 01 Jan 2024 00:00:00 GMT' },
    'Mon, 01 Jan 2024 00:00:00 GMT',
  ],
])('asks for the same version by %s', async (_, version, sent) => {
  const { url, requests } = await webServer(ranged(content, version));
  const note = { url, ...(sent === '"one"' ? { etag: sent } : { modified: sent }) };
  await leave(content, note);
  await downloadFile(url, to, quick);
  expect(headers(requests)).toEqual([['bytes=20000-', sent]]);
  expect(await readFile(to)).toEqual(content);
});

/** Sends the range that is asked for, whatever `If-Range` says. */
const careless =
  (of: Buffer, version: Record<string, string>): Answer =>
  (request, response) => {
    request.headers['if-range'] = undefined;
    ranged(of, version)(request, response);
  };
/** Says that its range begins elsewhere. */
const confused: Answer = (request, response) => {
  if (request.headers.range === undefined) whole(content)(request, response);
  else response.writeHead(206, { 'content-range': 'bytes 0-49999/50000' }).end(content);
};

it.each<[string, Answer, number]>([
  ['knows another version now', ranged(content, { etag: '"two"' }), 1],
  ['sends a range of another version', careless(content, { etag: '"two"' }), 2],
  ['sends another range', confused, 2],
  ['knows no ranges', whole(content), 1],
])('never joins two versions: the server %s', async (_, answer, requested) => {
  const { url, requests } = await webServer(answer);
  await leave(other, { url, etag: '"one"' });
  await downloadFile(url, to, quick);
  expect(await readFile(to)).toEqual(content);
  expect(requests.length).toBe(requested);
});

it.each<[string, object | undefined]>([
  ['of another address', { url: 'http://elsewhere.test/file', etag: '"one"' }],
  ['without a version', undefined],
])('takes no part %s where no hash can tell', async (_, note) => {
  const { url, requests } = await webServer(ranged(content, { etag: '"one"' }));
  await leave(other, note);
  await downloadFile(url, to, quick);
  expect(headers(requests)).toEqual([[undefined, undefined]]);
  expect(await readFile(to)).toEqual(content);
});

it('has everything already where it was killed before the last step', async () => {
  const { url, requests } = await webServer(ranged(content, { etag: '"one"' }));
  await writeFile(`${to}.part`, content);
  await downloadFile(url, to, { ...quick, sha256: sha256(content) });
  expect(headers(requests)).toEqual([['bytes=50000-', undefined]]);
  await writeFile(`${to}.part`, content);
  await downloadFile(url, to, { ...quick, sha256: sha256(content), bytes: content.length });
  expect(requests.length).toBe(1);
});

it('may be cut any number of times, as long as each brings much', async () => {
  const large = Buffer.alloc(6 << 20, 'weights');
  const piece = 3 << 19;
  const { url, requests } = await webServer((request, response) => {
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const head = {
      'content-length': large.length - start,
      'content-range': `bytes ${start}-${large.length - 1}/${large.length}`,
    };
    response.writeHead(start === 0 ? 200 : 206, { ...head, etag: '"one"' });
    const sent = large.subarray(start, start + piece);
    // The connection ends when the bytes have left.
    if (start + sent.length === large.length) response.end(sent);
    else response.write(sent, () => response.socket?.end());
  });
  await downloadFile(url, to, { ...quick, retries: 1 });
  expect(requests.length).toBeGreaterThan(3);
  expect((await readFile(to)).equals(large)).toBe(true);
});
