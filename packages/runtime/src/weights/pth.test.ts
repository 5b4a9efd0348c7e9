import { readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { TlpError } from '@tlp/language/diagnostic.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weightFixture } from '../testing/weight-fixtures.js';
import { openWeightFile } from './open.js';

/** Written by `tools/goldens/weight_files.py`. */

/** The formula of the fixtures' values: element i of a tensor is i/8 - 1. */
const values = (...indices: number[]) => indices.map((i) => i / 8 - 1);
const first = (n: number) => values(...Array(n).keys());

async function readAll(file: string) {
  const opened = await openWeightFile(file);
  try {
    const tensors = [];
    for (const name of opened.tensors.keys()) tensors.push([name, await opened.read(name)] as const);
    return new Map(tensors);
  } finally {
    await opened.close();
  }
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => 'nothing was thrown',
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof TlpError)) throw error;
  return error.message;
}

describe.each(['zip.pth', 'legacy.pth'])('%s', (name) => {
  it('tells names, types and shapes before any value is read', async () => {
    const file = await openWeightFile(weightFixture(name));
    const headers = [...file.tensors].map(([tensor, { dtype, shape }]) => `${tensor} ${dtype}[${shape}]`);
    await file.close();
    expect(headers).toEqual([
      'float32 float32[2,3,2]',
      'float16 float16[2,3]',
      'bfloat16 bfloat16[2,3]',
      'float64 float64[2,3]',
      'num_batches_tracked int64[]',
      'mask bool[2]',
      'transposed float32[4,3]',
      'every_other float32[4]',
      'shared_first float32[4]',
      'shared_last float32[4]',
      'broadcast float32[2,3]',
      'scalar float32[]',
      'empty float32[0,3]',
      'parameter float32[3]',
    ]);
  });

  it.each([
    ['float32', first(12)],
    ['float16', first(6)],
    ['bfloat16', first(6)],
    ['float64', first(6)],
    ['num_batches_tracked', [7]],
    ['mask', [1, 0]],
    ['transposed', values(0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11)],
    ['every_other', values(1, 3, 5, 7)],
    ['shared_first', values(0, 1, 2, 3)],
    ['shared_last', values(8, 9, 10, 11)],
    ['broadcast', values(0, 1, 2, 0, 1, 2)],
    ['scalar', [0.5]],
    ['empty', []],
    ['parameter', first(3)],
  ])('gives the values of %s, row-major', async (tensor, expected) => {
    const file = await openWeightFile(weightFixture(name));
    const { data } = await file.read(tensor);
    await file.close();
    expect([...data]).toEqual(expected);
  });

  it('is refused, wherever it is cut short', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-pth-'));
    const whole = readFileSync(weightFixture(name));
    const lengths = [1, 9, 17, 100, 300, 700, 1200, 1600, 2000, whole.length - 50, whole.length - 1];
    for (const length of lengths) {
      const file = path.join(folder, `${length}.pth`);
      await writeFile(file, whole.subarray(0, Math.min(length, whole.length - 1)));
      expect(await codeOf(readAll(file))).toMatch(/^TLP25[01]: .*(damaged|not a)/);
    }
  });

  it('is read or refused with a code, whatever bytes are changed, and never fails otherwise', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-pth-'));
    const whole = readFileSync(weightFixture(name));
    const change = fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const bytes = Uint8Array.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        const file = path.join(folder, 'changed.pth');
        await writeFile(file, bytes);
        await readAll(file).catch((error: unknown) => expect(error).toBeInstanceOf(TlpError));
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});

describe('checkpoints', () => {
  it.each([
    ['under its usual key', 'checkpoint.pth', ['module.float32', 'module.float16']],
    ['beside arguments, paths, dates and values of NumPy', 'bystanders.pth', ['w']],
    ['as the only dict of tensors, beside a lone number', 'one-dict.pth', ['w']],
  ])('finds the state dict %s', async (_, name, tensors) => {
    expect([...(await readAll(weightFixture(name))).keys()]).toEqual(tensors);
  });

  it.each([
    ['no-tensors.pth', /^TLP253: .*contains no state dict.* It contains epoch, names, nothing\./],
    ['ambiguous.pth', /^TLP253: .* It contains first, second\./],
    ['list.pth', /^TLP253: .*It contains a list of 2 items without names\./],
  ])('says what %s holds instead', async (name, message) => {
    expect(await codeOf(readAll(weightFixture(name)))).toMatch(message);
  });
});

describe('files that ask for code', () => {
  it.each([
    ['hostile.pth', 'posix.system'],
    ['hostile-legacy.pth', 'posix.system'],
  ])('%s is refused by the name of %s', async (name, global) => {
    expect(await codeOf(readAll(weightFixture(name)))).toMatch(
      new RegExp(`^TLP252: .*needs \`${global}\`.* Nothing in it was run\\.`),
    );
  });

  it('a whole model is told as one', async () => {
    expect(await codeOf(readAll(weightFixture('module.pth')))).toMatch(
      /^TLP252: .*contains a whole model, `torch\.nn\.modules\.linear\.Linear`/,
    );
  });
});

describe('files of other kinds', () => {
  it.each([
    ['', 'is empty'],
    ['version https://git-lfs.github.com/spec/v1\noid', 'is a Git LFS pointer'],
    ['<!DOCTYPE html><html>', 'is a web page'],
    ['hello', 'is not a weight file'],
    ['\u0080\u0002K\u0001.', 'is not a PyTorch weight file'],
  ])('%j %s', async (content, message) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-pth-'));
    const file = path.join(folder, 'weights.pth');
    await writeFile(file, content, 'latin1');
    expect(await codeOf(readAll(file))).toMatch(new RegExp(`^TLP250: .*${message}`));
  });

  it('a missing file and a folder are told apart', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-pth-'));
    expect(await codeOf(readAll(path.join(folder, 'none.pth')))).toMatch(/^TLP257: There is no weight file/);
    expect(await codeOf(readAll(folder))).toMatch(/^TLP250: .*is a folder without weights/);
  });
});
