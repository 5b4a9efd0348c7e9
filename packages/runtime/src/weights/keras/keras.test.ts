import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAsWritten, weightFixture, weightFixtures } from '../../testing/weight-fixtures.js';
import { openWeightFile } from '../open.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-keras-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const files = weightFixtures('keras');

/** What each file is, and what wrote it where the file says so. */
const told: Record<string, readonly [format: string, writer?: string]> = {
  'keras3-whole.h5': ['Keras HDF5 (whole model)', 'Keras 3.15.0 (tensorflow)'],
  'keras3.keras': ['Keras 3 model (.keras)', 'Keras 3.15.0'],
  'keras3-unnamed.keras': ['Keras 3 model (.keras)', 'Keras 3.15.0'],
  'keras3.weights.h5': ['Keras 3 weights (.weights.h5)'],
  'keras3-inner.weights.h5': ['Keras 3 weights (.weights.h5)'],
  'keras3-bfloat16.weights.h5': ['Keras 3 weights (.weights.h5)'],
  'keras2-whole.h5': ['Keras HDF5 (whole model)', 'Keras 2.21.0 (tensorflow)'],
  'keras2-weights.h5': ['Keras HDF5 (weights only)', 'Keras 2.21.0 (tensorflow)'],
};

test.each(Object.entries(files))('%s is read as Keras wrote it', async (name, facts) => {
  const file = await openWeightFile(weightFixture(name));
  const { format, writer } = file.facts;
  expect(writer === undefined ? [format] : [format, writer]).toEqual(told[name]);
  await expectAsWritten(file, facts);
  await file.close();
});

test('tensors come in the order of the model, without the state of its optimizer', async () => {
  const file = await openWeightFile(weightFixture('keras3-whole.h5'));
  expect(file.facts.notes.join()).toMatch(/^Left out: \d+ tensors of the training\.$/);
  expect([...file.tensors.keys()].slice(0, 3)).toEqual([
    'tiny/conv1/kernel',
    'tiny/conv1/bias',
    'tiny/bn/beta',
  ]);
  await file.close();
});

describe('an archive that is not as Keras wrote it', () => {
  const archive = async (
    name: string,
    change: (entries: Record<string, Uint8Array>) => void,
    level: 0 | 6 = 0,
  ) => {
    const entries = unzipSync(await readFile(weightFixture('keras3.keras')));
    change(entries);
    const file = path.join(folder, name);
    await writeFile(file, zipSync(entries, { level }));
    return file;
  };
  const messageOf = (file: string) =>
    openWeightFile(file).then(
      async (opened) => {
        const read = opened.read([...opened.tensors.keys()][0]!);
        return read
          .then(
            () => 'it was read',
            (error: Error) => error.message,
          )
          .finally(() => opened.close());
      },
      (error: Error) => error.message,
    );

  test('was compressed', async () => {
    expect(await messageOf(await archive('a.keras', () => undefined, 6))).toMatch(
      /^TLP251: .*compressed again/,
    );
  });

  test('has a configuration that is nested too deeply', async () => {
    const deep = new TextEncoder().encode('['.repeat(100_000));
    const file = await archive('b.keras', (entries) => Object.assign(entries, { 'config.json': deep }));
    expect(await messageOf(file)).toMatch(/^TLP251: .*its config\.json is nested too deeply/);
  });

  test('has no weights in HDF5', async () => {
    const file = await archive('c.keras', (entries) => delete entries['model.weights.h5']);
    expect(await messageOf(file)).toMatch(/^TLP250: .*is a Keras model without `model\.weights\.h5`/);
  });

  test('has other weights than its checksum says', async () => {
    const bytes = await readFile(weightFixture('keras3.keras'));
    const at = bytes.indexOf(Buffer.from(Float32Array.of(1, 1.125).buffer));
    bytes[at] = 1;
    const file = path.join(folder, 'd.keras');
    await writeFile(file, bytes);
    expect(await messageOf(file)).toMatch(/^TLP251: .*the checksum of model\.weights\.h5 does not fit/);
  });
});

test('a file that is cut short is damaged', async () => {
  const bytes = await readFile(weightFixture('keras3-inner.weights.h5'));
  for (const length of [9, 600, bytes.length - 1]) {
    const file = path.join(folder, 'cut.h5');
    await writeFile(file, bytes.subarray(0, length));
    await expect(openWeightFile(file)).rejects.toThrow(/^TLP251: /);
  }
});
