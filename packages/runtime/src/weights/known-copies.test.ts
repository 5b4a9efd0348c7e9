import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { WeightOrigin, WeightSource } from '@tlp/language/backbones/card.js';
import { beforeEach, expect, it } from 'vitest';
import { sha256 } from '../files/hash.js';
import { fetchWeights } from './fetch.js';

const content = Buffer.from('the weights, as published');
const hash = sha256(content);

let home: string;

beforeEach(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'tlp-known-'));
});

const torch: WeightOrigin = { kind: 'url', url: 'https://download.pytorch.org/models/resnet-f37072fd.pth' };
const keras: WeightOrigin = { kind: 'url', url: 'https://storage.googleapis.com/nasnet/NASNet-large.h5' };
const hub: WeightOrigin = { kind: 'huggingface', repo: 'timm/vit', revision: '4cc3', path: 'model.bin' };

const fetchWith = (origin: WeightOrigin, expected: Partial<WeightSource> = { sha256: hash }) =>
  fetchWeights(
    {
      name: 'imagenet',
      format: 'pth',
      layout: 'any',
      origins: [origin],
      licence: 'MIT',
      trainedOn: '-',
      ...expected,
    },
    {
      folder: path.join(home, 'cache'),
      env: { XDG_CACHE_HOME: home, KERAS_HOME: path.join(home, 'keras'), TLP_OFFLINE: '1' },
    },
  );

async function put(where: string, data: Buffer): Promise<void> {
  const file = path.join(home, where);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, data);
}

it.each<[string, WeightOrigin, string]>([
  ['PyTorch', torch, 'torch/hub/checkpoints/resnet-f37072fd.pth'],
  ['Keras', keras, 'keras/models/nasnet_large.h5'],
  ['Hugging Face', hub, 'huggingface/hub/models--timm--vit/snapshots/4cc3/model.bin'],
])('takes what %s downloaded, without a network', async (_, origin, where) => {
  await put(where, content);
  const fetched = await fetchWith(origin);
  expect(fetched.hash).toBe(hash);
  expect(await readFile(fetched.path)).toEqual(content);
});

it('takes nothing that differs, and nothing that no hash vouches for', async () => {
  await put('torch/hub/checkpoints/resnet-f37072fd.pth', Buffer.from('half of the wei'));
  await expect(fetchWith(torch)).rejects.toThrow(/^TLP263/);
  await expect(fetchWith(torch, {})).rejects.toThrow(/^TLP263/);
  expect(await readdir(path.join(home, 'cache'))).toEqual([]);
});
