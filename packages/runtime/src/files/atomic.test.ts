import { mkdir, mkdtemp, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { removeLeftovers, temporaryName, writeAtomic, writeFileAtomic } from './atomic.js';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-atomic-'));
  file = path.join(folder, 'deep', 'file.txt');
});

describe('writeFileAtomic', () => {
  it('writes, makes the folder, replaces, and leaves no temporary file', async () => {
    await writeFileAtomic(file, 'one');
    await writeFileAtomic(file, Uint8Array.of(50));
    expect(await readFile(file, 'utf8')).toBe('2');
    expect(await readdir(path.dirname(file))).toEqual(['file.txt']);
  });

  it('keeps what was there when writing fails half-way, as on a full disk', async () => {
    await writeFileAtomic(file, 'old');
    const full = writeAtomic(file, async (handle) => {
      await handle.writeFile('half of the n');
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    });
    await expect(full).rejects.toThrow('no space left');
    expect(await readFile(file, 'utf8')).toBe('old');
    expect(await readdir(path.dirname(file))).toEqual(['file.txt']);
  });

  it('never shows a reader half a file', async () => {
    const versions = ['a', 'b'].map((letter) => letter.repeat(200_000));
    await writeFileAtomic(file, versions[0]!);
    let writing = true;
    const writer = (async () => {
      for (let i = 0; i < 20; i++) await writeFileAtomic(file, versions[i % 2]!);
      writing = false;
    })();
    while (writing) expect(versions).toContain(await readFile(file, 'utf8'));
    await writer;
  });
});

describe('removeLeftovers', () => {
  it('removes old temporary files and folders of killed processes, and only those', async () => {
    const [old, fresh, oldFolder] = ['a', 'b', 'c'].map((name) => temporaryName(path.join(folder, name)));
    await mkdir(oldFolder!);
    for (const name of [old!, fresh!, path.join(folder, 'kept')]) await writeFile(name, '');
    for (const name of [old!, oldFolder!, path.join(folder, 'kept')]) await utimes(name, 1, 1);
    await removeLeftovers(folder);
    expect(await readdir(folder)).toEqual([path.basename(fresh!), 'kept'].sort());
    await removeLeftovers(path.join(folder, 'missing'));
  });
});
