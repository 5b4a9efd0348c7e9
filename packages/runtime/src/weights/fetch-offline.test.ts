import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { WeightSource } from '@tlp/language/backbones/card.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../files/hash.js';
import { webServer, whole } from '../testing/web-server.js';
import { cachedPath } from './cache-entry.js';
import { fetchWeights } from './fetch.js';

const content = Buffer.from('the weights, as published');
const hash = sha256(content);
const md5 = createHash('md5').update(content).digest();

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-offline-'));
});

const source = (hashes: Partial<WeightSource>, url = 'http://publisher.test/x'): WeightSource => ({
  name: 'imagenet',
  format: 'pth',
  layout: 'any',
  origins: [{ kind: 'url', url }],
  licence: 'MIT',
  trainedOn: 'nothing',
  ...hashes,
});

const options = (env: Record<string, string> = {}) => ({ folder, env, of: 'resnet18', retries: 0 });
const offline = () => options({ TLP_OFFLINE: '1' });

const kinds: readonly (readonly [string, Partial<WeightSource>])[] = [
  ['SHA-256', { sha256: hash }],
  ['beginning of SHA-256', { sha256Prefix: hash.slice(0, 8) }],
  ['MD5', { md5: md5.toString('hex') }],
];

describe('without a network', () => {
  it.each([
    ['TLP_OFFLINE', '1'],
    ['HF_HUB_OFFLINE', 'yes'],
  ])(
    'says with %s which command fetches the weights elsewhere, and where the file belongs',
    async (name, value) => {
      const wanted = source({ sha256: hash, bytes: 25 });
      await expect(fetchWeights(wanted, options({ [name]: value }))).rejects.toThrow(
        `TLP263: The weights imagenet of resnet18 are not in the cache, and downloads are off (${name}=${value}). ` +
          'Run `tlp weights fetch resnet18:imagenet` where there is a network, and put the file here as ' +
          `${cachedPath(wanted, folder)} (sha256 ${hash}, 25 B).`,
      );
    },
  );

  it('fetches where the switch says no', async () => {
    const { url } = await webServer(whole(content));
    await fetchWeights(source({ sha256: hash }, url), options({ TLP_OFFLINE: '0', HF_HUB_OFFLINE: '' }));
  });

  it.each(kinds)('uses a file that was put there by hand, known by its %s', async (_, hashes) => {
    const wanted = source(hashes);
    await writeFile(cachedPath(wanted, folder), content);
    expect(await fetchWeights(wanted, offline())).toEqual({ path: cachedPath(wanted, folder), hash });
  });

  it.each(kinds)('keeps a file that it cannot replace, and says how its %s differs', async (_, hashes) => {
    const wanted = source(hashes);
    await writeFile(cachedPath(wanted, folder), 'half of it');
    await expect(fetchWeights(wanted, offline())).rejects.toThrow(
      /^TLP263: .* are damaged in the cache \(the file has (sha256|md5) [0-9a-f]+, [0-9a-f]+ was expected\), and downloads are off/,
    );
    expect(await readFile(cachedPath(wanted, folder), 'utf8')).toBe('half of it');
  });
});

describe('weights of which no SHA-256 is published', () => {
  const record = (file: string) => `${file}.sha256`;
  const line = (file: string) => `${hash}  ${path.basename(file)}\n`;

  it.each(kinds.slice(1))('have it recorded when their %s was right', async (_, hashes) => {
    const { url } = await webServer(whole(content));
    const { path: file } = await fetchWeights(source(hashes, url), options());
    expect(await readFile(record(file), 'utf8')).toBe(line(file));
  });

  it('have it recorded anew where the record is lost or wrong', async () => {
    const { url, requests } = await webServer(whole(content));
    const wanted = source({ sha256Prefix: hash.slice(0, 8) }, url);
    const { path: file } = await fetchWeights(wanted, options());
    for (const damage of [() => rm(record(file)), () => writeFile(record(file), 'f'.repeat(64))]) {
      await damage();
      await fetchWeights(wanted, options());
      expect(await readFile(record(file), 'utf8')).toBe(line(file));
    }
    expect(requests.length).toBe(1);
  });

  it('are checked against the record: damage that MD5 would miss is found without it', async () => {
    const { url, requests } = await webServer(whole(content));
    const wanted = source({ md5: md5.toString('hex') }, url);
    const { path: file } = await fetchWeights(wanted, options());
    await writeFile(record(file), `${'0'.repeat(64)}  x\n`);
    await fetchWeights(wanted, options());
    expect(requests.length).toBe(2);
    expect(await readFile(record(file), 'utf8')).toBe(line(file));
  });

  it('are taken by the MD5 that the server states where none is published', async () => {
    const stated = { 'x-goog-hash': `crc32c=n03x6A==, md5=${md5.toString('base64')}` };
    const { url } = await webServer(whole(content, stated));
    const wanted = source({}, `${url}/mobilenet_1_0_224_tf.h5`);
    const { path: file } = await fetchWeights(wanted, options());
    expect(path.basename(file)).toMatch(/^at-[0-9a-f]{16}\.pth$/);
    expect(await readdir(folder)).toEqual([path.basename(file), path.basename(record(file))]);
    await writeFile(file, 'half of it');
    await expect(fetchWeights(wanted, offline())).rejects.toThrow(/^TLP263: .* are damaged in the cache/);
  });
});
