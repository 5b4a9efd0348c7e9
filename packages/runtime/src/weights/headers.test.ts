import { cp, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Refusal, TensorHeaders } from '@tlp/language/files.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { weightFixture } from '../testing/weight-fixtures.js';
import { weightHeaders } from './headers.js';

const tensorsIn = (told: TensorHeaders | Refusal | undefined) =>
  told && !('code' in told) ? told : undefined;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-headers-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('headers are there once they are read, and read anew when the file changes', async () => {
  const file = path.join(folder, 'weights');
  await cp(weightFixture('types.safetensors'), file);
  const arrived: string[] = [];
  const headers = weightHeaders((one) => arrived.push(one));
  expect([headers.tensors(file), headers.tensors(file)]).toEqual([undefined, undefined]);
  await headers.reading();
  expect(arrived).toEqual([file]);
  expect(tensorsIn(headers.tensors(file))?.get('float16')).toMatchObject({ dtype: 'float16', shape: [2, 3] });
  expect(headers.reading()).toBeUndefined();
  await cp(weightFixture('zip.pth'), file);
  await utimes(file, 1, 1);
  expect(headers.tensors(file)).toBeUndefined();
  await headers.reading();
  expect(tensorsIn(headers.tensors(file))?.has('transposed')).toBe(true);
});

test('a file that is missing, or is none of weights, has none, and nothing arrives', async () => {
  const file = path.join(folder, 'text');
  await writeFile(file, 'hello');
  const arrived: string[] = [];
  const headers = weightHeaders((one) => arrived.push(one));
  expect(headers.tensors(path.join(folder, 'none'))).toBeUndefined();
  expect(headers.tensors(file)).toBeUndefined();
  await headers.reading();
  expect([headers.tensors(file), headers.reading(), arrived]).toEqual([undefined, undefined, []]);
});

test('of a damaged file it is told what a run would say', async () => {
  const file = path.join(folder, 'damaged');
  await writeFile(file, 'PK\u0003\u0004');
  const arrived: string[] = [];
  const headers = weightHeaders((one) => arrived.push(one));
  headers.tensors(file);
  await headers.reading();
  expect(headers.tensors(file)).toMatchObject({ code: 'TLP251', message: expect.stringContaining(file) });
  expect(arrived).toEqual([file]);
});

test('somebody else is asked of what cannot be read here', async () => {
  const file = path.join(folder, 'foreign');
  await writeFile(file, 'hello');
  const told = new Map([['conv1/kernel', { dtype: 'float32', shape: [1] }]]);
  const arrived: string[] = [];
  const headers = weightHeaders(
    (one) => arrived.push(one),
    async (one) => (one === file ? told : undefined),
  );
  headers.tensors(file);
  await headers.reading();
  expect([headers.tensors(file), arrived]).toEqual([told, [file]]);
});
