/** Files that are damaged, or made to harm their reader: a clear error, and nothing but that. */
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outcomeOf } from '../testing/hostile.js';
import { hostileFormats } from '../testing/hostile-formats.js';
import { mutations } from '../testing/mutations.js';
import { weightFixture } from '../testing/weight-fixtures.js';
import { openWeightFile } from './open.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-hostile-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function namesIn(path: string): Promise<readonly string[]> {
  const file = await openWeightFile(path);
  await file.close();
  return [...file.tensors.keys()];
}

/** Either it is still a weight file, or the reader says what is wrong. */
const expected = /^(?:read|TLP25[0-7])$/;

const quick = hostileFormats.filter(({ slow }) => !slow);

describe.each(hostileFormats)('$title', ({ title, fixture: name, hurt, slow }) => {
  let opened: string;
  let target: string;
  let whole: Uint8Array;
  beforeAll(async () => {
    opened = path.join(folder, title.replaceAll(/\W/g, '-'));
    await cp(weightFixture(name), opened, { recursive: true });
    target = path.join(opened, hurt).replace(/[/\\]$/, '');
    whole = new Uint8Array(await readFile(target));
  });

  test('with damage anywhere is read or refused', async () => {
    const outcomes = new Set<string>();
    for (const bytes of mutations(whole, slow ? 6 : 100, 1)) {
      await writeFile(target, bytes);
      outcomes.add(await outcomeOf(opened));
    }
    expect([...outcomes].filter((outcome) => !expected.test(outcome))).toEqual([]);
    expect([...outcomes].some((outcome) => outcome !== 'read')).toBe(true);
  });

  test.runIf(quick.some((one) => one.title === title))('cut short anywhere is refused', async () => {
    await writeFile(target, whole);
    const all = await namesIn(opened);
    const step = Math.max(1, Math.floor(whole.length / 60));
    for (let length = 0; length < whole.length; length += step) {
      await writeFile(target, whole.subarray(0, length));
      const outcome = await outcomeOf(opened);
      // Of an ONNX model, only what follows its tensors may be missing.
      if (outcome === 'read') expect([title, await namesIn(opened)]).toEqual(['ONNX', all]);
      else expect(outcome, `${length}`).toMatch(/^TLP25[0-7]$/);
    }
  });
});

describe('HDF5 that leads elsewhere', () => {
  test('links are not followed, to other files least of all', async () => {
    expect(await namesIn(weightFixture('hostile/links.h5'))).toEqual(['conv/kernel']);
  });

  test.each([
    ['a dataset that lies in another file', 'outside.h5', /TLP251: .*kernel: /],
    ['a dataset that is a view of another file', 'virtual.h5', /TLP251: .*lies in other files/],
    ['a group that holds itself', 'cycle.h5', /TLP251: .*nested more than 24 deep/],
    ['a tensor larger than the file', 'huge.h5', /TLP251: .*more than the \d+ bytes of the file/],
    [
      'a tensor that is compressed a thousandfold',
      'bomb.h5',
      /TLP251: .*more than the \d+ bytes of the file/,
    ],
  ])('%s is refused', async (_, name, message) => {
    const read = async () => {
      const file = await openWeightFile(weightFixture(`hostile/${name}`));
      try {
        for (const tensor of file.tensors.keys()) await file.read(tensor);
      } finally {
        await file.close();
      }
    };
    await expect(read()).rejects.toThrow(message);
  });

  test('names and attributes of any length are cut in messages', async () => {
    const file = await openWeightFile(weightFixture('hostile/names.h5'));
    await file.close();
    expect(file.facts.writer?.length).toBeLessThan(100);
    expect([...file.tensors.keys()][0]).toHaveLength(10_007);
  });

  test('of the newest format and compressed, as Keras never writes it, is read all the same', async () => {
    const file = await openWeightFile(weightFixture('hostile/latest.h5'));
    expect(file.tensors.size).toBe(21);
    expect([...(await file.read('conv19/kernel')).data]).toEqual([19, 20, 21, 22]);
    expect([...(await file.read('conv0/bias')).data]).toEqual(Array.from({ length: 1000 }, (_, i) => i));
    await file.close();
  });
});

test('an archive in an archive is no model', async () => {
  const inner = zipSync({ 'model.weights.h5': new Uint8Array(100) }, { level: 0 });
  const config = new TextEncoder().encode('{}');
  const outer = { 'config.json': config, 'metadata.json': config, 'model.weights.h5': inner };
  const file = path.join(folder, 'nested.keras');
  await writeFile(file, zipSync(outer, { level: 0 }));
  await expect(openWeightFile(file)).rejects.toThrow(/^TLP251: /);
});

test('an archive’s names lead nowhere: nothing is unpacked', async () => {
  const config = new TextEncoder().encode('{}');
  const file = path.join(folder, 'names.keras');
  const entries = { '../../escaped': config, 'config.json': config, 'metadata.json': config };
  await writeFile(file, zipSync({ ...entries, 'model.weights.h5': config }, { level: 0 }));
  await expect(openWeightFile(file)).rejects.toThrow(/^TLP25[01]: /);
  expect(await readdir(path.dirname(folder))).not.toContain('escaped');
});

describe('ONNX', () => {
  /** A field of a protocol buffer: its number, and bytes. */
  const field = (number: number, bytes: Uint8Array): Uint8Array =>
    Buffer.concat([Buffer.from([...varint(number * 8 + 2), ...varint(bytes.length)]), bytes]);
  const varint = (value: number): number[] =>
    value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
  const text = (value: string) => new TextEncoder().encode(value);
  const entry = (key: string, value: string) =>
    field(13, Buffer.concat([field(1, text(key)), field(2, text(value))]));
  const model = (...tensor: Uint8Array[]) =>
    Buffer.concat([Buffer.from([8, 8]), field(7, field(5, Buffer.concat(tensor)))]);
  const float = Buffer.from([16, 1]);
  const external = Buffer.from([112, 1]);
  const dims = (...sizes: number[]) => field(1, Buffer.from(sizes.flatMap(varint)));

  test.each([
    ['data above its folder', [dims(1), external, entry('location', '../x')], 'is not in its folder'],
    ['data at the root', [dims(1), external, entry('location', '/etc/passwd')], 'is not in its folder'],
    ['data that are missing', [dims(1), external, entry('location', 'none')], 'part none is missing'],
    [
      'data before their file',
      [dims(1), external, entry('location', 'self.onnx'), entry('offset', '-4')],
      'have the offset',
    ],
    [
      'data beyond their file',
      [dims(1), external, entry('location', 'self.onnx'), entry('offset', '9999')],
      'is cut short',
    ],
    [
      'a shape of more values than there are',
      [dims(2 ** 20, 2 ** 20), field(9, new Uint8Array(4))],
      'has 4 bytes',
    ],
    ['a shape beyond all numbers', [dims(2 ** 50, 2 ** 50), field(9, new Uint8Array(4))], 'has the shape'],
    [
      'a list of fewer numbers than the shape',
      [dims(2 ** 20), field(5, Uint8Array.of(1))],
      'more than the values',
    ],
  ])('%s', async (_, tensor, message) => {
    const file = path.join(folder, 'self.onnx');
    await writeFile(file, model(float, field(8, text('kernel')), ...tensor));
    const read = openWeightFile(file).then(async (opened) => {
      await opened.read('kernel').finally(() => opened.close());
    });
    await expect(read).rejects.toThrow(new RegExp(`^TLP251: .*${message}`));
  });
});
