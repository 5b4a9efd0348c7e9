import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWeightFile } from './open.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-zip-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const messageOf = (file: string) =>
  openWeightFile(file).then(
    () => 'it was read',
    (error: Error) => error.message,
  );

async function zip(name: string, entries: readonly string[]): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, zipSync(Object.fromEntries(entries.map((entry) => [entry, new Uint8Array(40)]))));
  return file;
}

test('a TorchScript program is told as one, with how to take its weights out', async () => {
  const script = fileURLToPath(new URL('fixtures/script.pt', import.meta.url));
  expect(await messageOf(script)).toMatch(
    /^TLP250: .*is a TorchScript program.*torch\.save\(torch\.jit\.load\("script\.pt"\)\.state_dict\(\)/,
  );
});

test.each([
  [
    'a Keras model without HDF5',
    'model.keras',
    ['metadata.json', 'config.json', 'model.weights.npz'],
    /is a Keras model without `model\.weights\.h5`\. Use/,
  ],
  ['arrays of NumPy', 'a.npz', ['weight.npy', 'bias.npy'], /is an archive of NumPy arrays \(\.npz\)/],
  [
    'a torch.export program',
    'a.pt2',
    ['a/archive_format', 'a/models/model.json'],
    /is a torch\.export program/,
  ],
  [
    'a weight file that was zipped',
    'a.zip',
    ['weights/resnet18.pth'],
    /with a weight file in it\. Unpack it first\./,
  ],
  [
    'documents',
    'a.pth',
    ['a.txt', 'b.txt', 'c.txt', 'd.txt'],
    /it contains a\.txt, b\.txt, c\.txt and 1 more\. Use/,
  ],
  ['a PyTorch file that was zipped again', 'b.pth', ['a/data.pkl'], /^TLP251: .*was compressed again/],
])('%s is told by the names in it', async (_, name, entries, message) => {
  expect(await messageOf(await zip(name, entries))).toMatch(message);
});

test('a PyTorch file cut short is damaged', async () => {
  const file = path.join(folder, 'cut.pth');
  await writeFile(file, 'PK\u0003\u0004 and no more');
  expect(await messageOf(file)).toMatch(/^TLP251: .* is damaged: its end is missing\./);
});
