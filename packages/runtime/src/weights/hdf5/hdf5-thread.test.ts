import { open } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { weightFixture } from '../../testing/weight-fixtures.js';
import { Hdf5Error, startHdf5Thread } from './hdf5-thread.js';

async function withFile<T>(name: string, use: (descriptor: number, size: number) => Promise<T>): Promise<T> {
  const file = await open(weightFixture(name));
  try {
    return await use(file.fd, (await file.stat()).size);
  } finally {
    await file.close();
  }
}

test('a part of a file is read as if it were the whole', () =>
  withFile('keras3-unnamed.keras', async (descriptor, size) => {
    const bytes = Buffer.alloc(size);
    const archive = await open(weightFixture('keras3-unnamed.keras'));
    await archive.read(bytes, 0, size, 0);
    await archive.close();
    const position = bytes.indexOf(Buffer.from('\u0089HDF\r\n\u001a\n', 'latin1'));
    const thread = startHdf5Thread();
    const objects = await thread.open(descriptor, { position, length: size - position });
    expect(objects.map(({ path }) => path)).toContain('/layers/dense/vars/0');
    await thread.end();
  }));

test('a thread that does not answer in time is ended', () =>
  withFile('keras2-weights.h5', async (descriptor, length) => {
    // No thread starts in a millisecond.
    const thread = startHdf5Thread({ open: 1, read: 1 });
    const opened = thread.open(descriptor, { position: 0, length });
    await expect(opened).rejects.toThrow(new Hdf5Error('reading it took more than 0.001 s'));
    await expect(thread.read('/x', [1], 4)).rejects.toThrow(Hdf5Error);
  }));

test('a tensor larger than a piece comes in the right order', () =>
  withFile('hostile/latest.h5', async (descriptor, length) => {
    const thread = startHdf5Thread();
    await thread.open(descriptor, { position: 0, length });
    const bytes = await thread.read('/conv0/bias', [1000], 8);
    expect([...new Float64Array(bytes.slice().buffer)].slice(0, 3)).toEqual([0, 1, 2]);
    await thread.end();
  }));
