import { mkdir, mkdtemp, readdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Checkpoint, checkpointFolder, freshCheckpoint, readCheckpoint } from './checkpoint.js';

let folder: string;
beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(os.tmpdir(), 'tlp-checkpoint-')), 'checkpoint');
});

const at = (epoch: number, best: Checkpoint['best'] = null): Checkpoint => ({
  state: { ...freshCheckpoint.state, epoch, totalSeconds: 0.1 + epoch },
  variables: new Map([
    ['head/dense/kernel', Float32Array.of(0.1, -0, 1e-45, epoch)],
    ['slot/momentum/head/dense/kernel', Float32Array.of(1, 2, 3, 4)],
  ]),
  best,
  network: new Map([['head/dense/bias', Float32Array.of(3.4e38)]]),
});

describe('checkpoints', () => {
  it('come back bit by bit', async () => {
    const saved = at(1, new Map([['head/dense/kernel', Float32Array.of(9, 8, 7, 6)]]));
    await checkpointFolder(folder).save(saved);
    expect(await readCheckpoint(folder)).toEqual(saved);
    await checkpointFolder(folder).save(at(2));
    expect(await readCheckpoint(folder)).toEqual(at(2));
  });

  it('are none in a folder that is empty or missing', async () => {
    expect(await readCheckpoint(folder)).toBeNull();
  });

  it('are kept for two generations', async () => {
    for (const epoch of [1, 2, 3, 4]) await checkpointFolder(folder).save(at(epoch));
    expect(await readdir(folder)).toEqual(['3.safetensors', '4.safetensors']);
  });

  it('fall back to the one before where the newest was cut short at any byte', async () => {
    for (const epoch of [1, 2]) await checkpointFolder(folder).save(at(epoch));
    const newest = path.join(folder, '2.safetensors');
    const whole = await readFile(newest);
    for (const length of [0, 7, 8, 100, whole.length - 1]) {
      await writeFile(newest, whole);
      await truncate(newest, length);
      expect((await readCheckpoint(folder))?.state.epoch).toBe(1);
    }
  });

  it('fall back to the one before where any byte of the newest is damaged', async () => {
    for (const epoch of [1, 2]) await checkpointFolder(folder).save(at(epoch));
    const newest = path.join(folder, '2.safetensors');
    const whole = await readFile(newest);
    for (let i = 0; i < whole.length; i++) {
      const damaged = Buffer.from(whole);
      damaged[i]! ^= 0x04;
      await writeFile(newest, damaged);
      const read = await readCheckpoint(folder);
      // A byte of the names' padding decides nothing.
      expect([1, 2]).toContain(read?.state.epoch);
      if (read?.state.epoch === 2) expect(read).toEqual(at(2));
    }
  });

  it.each([
    ['a folder', 'EISDIR', (file: string) => mkdir(file)],
    ['a loop of links', 'ELOOP', (file: string) => symlink(file, file)],
    ['gone', 'ENOENT', (file: string) => symlink(`${file}.gone`, file)],
  ])('fall back to the one before where the newest is %s, and say so', async (_, code, make) => {
    const store = checkpointFolder(folder);
    await store.save(at(1));
    await make(path.join(folder, '2.safetensors'));
    const told: string[] = [];
    const read = await readCheckpoint(folder, (file, reason) => told.push(`${file}: ${reason}`));
    expect(read).toEqual(at(1));
    expect(told).toEqual([expect.stringContaining('2.safetensors: ')]);
    if (code !== 'EISDIR') expect(told[0]).toContain(code);
    await store.save(at(3));
    await store.save(at(4));
    expect(await readdir(folder)).toEqual(['3.safetensors', '4.safetensors']);
  });

  it('are not taken for missing where their folder cannot be read', async () => {
    await writeFile(folder, 'in the way');
    await expect(readCheckpoint(folder)).rejects.toThrow(/TLP852.*ENOTDIR/);
  });

  it('say so when none can be read', async () => {
    await checkpointFolder(folder).save(at(1));
    await truncate(path.join(folder, '1.safetensors'), 20);
    await expect(readCheckpoint(folder)).rejects.toThrow('TLP852');
  });
});
