import { mkdtemp, readdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { WeightSource } from '@tlp/language/backbones/card.js';
import { beforeEach, expect, it } from 'vitest';
import { sha256 } from '../files/hash.js';
import { type Answer, redirect, status, type WebServer, webServer, whole } from '../testing/web-server.js';
import { type FetchOptions, fetchWeights } from './fetch.js';

const content = Buffer.from('the weights, as published');
const hash = sha256(content);

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-hub-'));
});

const source: WeightSource = {
  name: 'imagenet',
  format: 'safetensors',
  layout: 'any',
  sha256: hash,
  origins: [
    { kind: 'huggingface', repo: 'timm/vit.in1k', revision: '4cc3a727', path: 'onnx/model 1.safetensors' },
  ],
  licence: 'Apache-2.0',
  trainedOn: 'nothing',
};

const optionsFor = (mirror: WebServer, env: Record<string, string> = {}): FetchOptions => ({
  folder,
  retries: 1,
  pauseMs: 1,
  of: 'vit',
  env: { HF_ENDPOINT: `${mirror.url}/`, HF_TOKEN: 'hf_secret', ...env },
});

/** As the hub does: it states hash and size of a large file, and sends to its CDN. */
const toCdn = (cdn: WebServer, etag: string): Answer =>
  redirect(`${cdn.url}/blob?signature=x`, {
    'x-linked-etag': `"${etag}"`,
    'x-linked-size': String(content.length),
  });

it('fetches the pinned revision from the mirror, and shows the token to nobody else', async () => {
  const cdn = await webServer(whole(content));
  const mirror = await webServer(toCdn(cdn, hash));
  expect((await fetchWeights(source, optionsFor(mirror))).hash).toBe(hash);
  expect(mirror.requests.map(({ url, headers }) => [url, headers.authorization])).toEqual([
    ['/timm/vit.in1k/resolve/4cc3a727/onnx/model%201.safetensors', 'Bearer hf_secret'],
  ]);
  expect(cdn.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
});

it('fetches nothing where the hub states another hash', async () => {
  const cdn = await webServer(whole(content));
  const mirror = await webServer(toCdn(cdn, '0'.repeat(64)));
  await expect(fetchWeights(source, optionsFor(mirror))).rejects.toThrow(
    new RegExp(`^TLP261: .* has sha256 0{64} by its own account, ${hash} was expected`),
  );
  expect(await readdir(folder)).toEqual([]);
});

it('takes the hash that the hub states where the card has none', async () => {
  const { sha256: _, ...unknown } = source;
  const cdn = await webServer(whole(Buffer.from('other weights')));
  const mirror = await webServer(toCdn(cdn, hash));
  await expect(fetchWeights(unknown, optionsFor(mirror))).rejects.toThrow(/^TLP261: .* has sha256/);
});

it('says that a closed repository needs a token, and sends none that is empty', async () => {
  const mirror = await webServer(status(401));
  await expect(fetchWeights(source, optionsFor(mirror, { HF_TOKEN: ' ' }))).rejects.toThrow(
    /^TLP260: The weights imagenet of vit could not be downloaded: .* answered 401\. .*needs HF_TOKEN\. Or download http/,
  );
  expect(mirror.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
});
