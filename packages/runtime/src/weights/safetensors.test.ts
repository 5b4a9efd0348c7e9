import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { TlpError } from '@tlp/language/diagnostic.js';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openWeightFile } from './open.js';
import { openSafetensors } from './safetensors.js';
import { writeSafetensors } from './safetensors-write.js';

let file: string;
beforeAll(async () => {
  file = path.join(await mkdtemp(path.join(os.tmpdir(), 'tlp-safetensors-')), 'model.safetensors');
});

/** A file of this header and as many data bytes. */
async function writeRaw(header: unknown, bytes: number): Promise<void> {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  await writeFile(file, Buffer.concat([length, json, Buffer.alloc(bytes, 0x3c)]));
}

const entry = (dtype: string, shape: unknown, begin: number, end: number) => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

describe('writeSafetensors', () => {
  it('writes what the reader reads: names in order, shapes, values, metadata', async () => {
    const tensor = fc
      .array(fc.nat({ max: 3 }), { maxLength: 4 })
      .chain((shape) =>
        fc
          .float32Array({ minLength: product(shape), maxLength: product(shape) })
          .map((data) => ({ shape, data })),
      );
    // Names that look like whole numbers are the one thing a JSON object would reorder.
    const name = fc.string({ maxLength: 8 }).map((text) => `t${text}`);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(name, tensor), { maxLength: 5 }),
        fc.string(),
        async (list, note) => {
          const tensors = new Map(list);
          await writeSafetensors(file, tensors, { note });
          const opened = await openSafetensors(file);
          const read = [];
          for (const key of opened.tensors.keys()) read.push([key, await opened.read(key)] as const);
          await opened.close();
          expect(opened.metadata).toEqual(new Map([['note', note]]));
          expect(read).toEqual([...tensors].map(([key, value]) => [key, { dtype: 'float32', ...value }]));
        },
      ),
      { seed: 1, numRuns: 60 },
    );
  });

  it('leaves checksums by which a reader sees a flipped bit, wherever the file was copied', async () => {
    await writeSafetensors(file, new Map([['w', { shape: [2], data: Float32Array.of(1, 2) }]]));
    const bytes = await readFile(file);
    bytes[bytes.length - 6]! ^= 0x01;
    await writeFile(file, bytes);
    const opened = await openSafetensors(file);
    await expect(opened.read('w')).rejects.toThrow(/TLP251.*w: its checksum does not fit/);
    await opened.close();
  });

  it('aligns the data to eight bytes and refuses values that do not fill the shape', async () => {
    await writeSafetensors(file, new Map([['w', { shape: [1], data: Float32Array.of(1) }]]));
    const bytes = await readFile(file);
    expect(Number(bytes.readBigUInt64LE()) % 8).toBe(0);
    const wrong = new Map([['w', { shape: [2], data: Float32Array.of(1) }]]);
    await expect(writeSafetensors(file, wrong)).rejects.toThrow(RangeError);
    expect(await readFile(file)).toEqual(bytes);
  });
});

describe('openSafetensors', () => {
  it('converts half precision', async () => {
    await writeRaw({ h: entry('F16', [2], 0, 4), b: entry('BF16', [2], 4, 8) }, 8);
    const opened = await openWeightFile(file);
    expect([...(await opened.read('h')).data]).toEqual([1.05859375, 1.05859375]);
    expect([...(await opened.read('b')).data]).toEqual([0.011474609375, 0.011474609375]);
    await opened.close();
  });

  it.each([
    ['what is not JSON', '{"w":', 0, 'not JSON'],
    ['a type it does not know', { w: entry('F8_E4M3', [1], 0, 1) }, 1, 'has the type "F8_E4M3"'],
    ['a negative size', { w: entry('F32', [-1], 0, 4) }, 4, 'has the shape [-1]'],
    ['an absurd shape', { w: entry('F32', [2 ** 40, 2 ** 40], 0, 4) }, 4, 'has the shape'],
    ['a shape that needs other bytes', { w: entry('F32', [2], 0, 4) }, 4, 'has 4 bytes'],
    ['offsets that run backwards', { w: entry('F32', [1], 4, 0) }, 4, 'has the offsets [4,0]'],
    [
      'overlapping tensors',
      { v: entry('F32', [1], 0, 4), w: entry('F32', [1], 2, 6) },
      6,
      'w overlaps another tensor',
    ],
    ['a hole', { v: entry('F32', [1], 0, 4), w: entry('F32', [1], 8, 12) }, 12, 'a hole before w'],
    ['a missing end', { w: entry('F32', [4], 0, 16) }, 12, 'need 16 bytes, it has 12'],
    ['surplus bytes', { w: entry('F32', [1], 0, 4) }, 5, '1 bytes follow'],
    ['metadata that are no text', { __metadata__: { n: 1 } }, 0, 'metadata are not text'],
    ['a header of brackets', `{"w":${'['.repeat(1e6)}${']'.repeat(1e6)}}`, 0, 'is nested too deeply'],
    [
      'more tensors than any network has',
      Object.fromEntries(Array.from({ length: 100_001 }, (_, i) => [`t${i}`, 0])),
      0,
      'it lists 100,001 tensors; up to 100,000 are read',
    ],
    [
      'a name of a megabyte',
      { ['n'.repeat(1e6)]: 3 },
      0,
      `the entry ${'n'.repeat(59)}…${'n'.repeat(20)} is no`,
    ],
    ['an entry that is no object', { w: 3 }, 0, 'the entry w is not an object'],
  ])('refuses %s', async (_, header, bytes, message) => {
    await writeRaw(header, bytes);
    const error = await openWeightFile(file).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TlpError);
    expect((error as TlpError).message).toMatch(/^TLP254: /);
    expect((error as TlpError).message).toContain(message);
  });

  it('takes brackets in a name for what they are', async () => {
    await writeRaw({ [`a"\\${'['.repeat(50)}`]: entry('F32', [1], 0, 4) }, 4);
    const opened = await openWeightFile(file);
    await opened.close();
    expect([...opened.tensors.keys()]).toEqual([`a"\\${'['.repeat(50)}`]);
  });

  it('refuses a header longer than the file without reading it', async () => {
    const length = Buffer.alloc(16, '{');
    length.writeBigUInt64LE(1n << 60n);
    await writeFile(file, length);
    await expect(openWeightFile(file)).rejects.toThrow('its header claims');
  });
});

function product(shape: readonly number[]): number {
  return shape.reduce((n, size) => n * size, 1);
}
