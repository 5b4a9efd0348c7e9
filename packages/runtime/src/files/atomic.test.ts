import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { lutimes, mkdir, mkdtemp, readdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
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

  it.each([['a'], ['ü'], ['日'], ['😀']])('writes a file with the longest of names, of %s', async (sign) => {
    const long = path.join(folder, sign.repeat(255 / Buffer.byteLength(sign)));
    await writeFileAtomic(long, 'one');
    expect(await readFile(long, 'utf8')).toBe('one');
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
  it('removes old temporary files and folders, and only those', async () => {
    const [old, fresh, oldFolder] = ['a', 'b', 'c'].map((name) => temporaryName(path.join(folder, name)));
    await mkdir(oldFolder!);
    for (const name of [old!, fresh!, path.join(folder, 'kept')]) await writeFile(name, '');
    for (const name of [old!, oldFolder!, path.join(folder, 'kept')]) await utimes(name, 1, 1);
    await removeLeftovers(folder);
    expect(await readdir(folder)).toEqual([path.basename(fresh!), 'kept'].sort());
    await removeLeftovers(path.join(folder, 'missing'));
  });

  it('removes what a killed process left at once', { skip: process.platform !== 'linux' }, async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    const mine = temporaryName(path.join(folder, 'file'));
    const theirs = mine.replace(`.${process.pid}-`, `.${child.pid}-`);
    for (const name of [mine, theirs]) await writeFile(name, '');
    await removeLeftovers(folder);
    expect(await readdir(folder)).toEqual([path.basename(mine)]);
  });

  it("leaves other users' where they are, however old", async () => {
    const [mine, link] = ['a', 'b'].map((name) => temporaryName(path.join(folder, name)));
    await writeFile(mine!, '');
    // What a link leads to is nobody's temporary file.
    await symlink('/', link!);
    await lutimes(link!, 1, 1);
    await utimes(mine!, 1, 1);
    const uid = vi.spyOn(process as { getuid: () => number }, 'getuid').mockReturnValue(4321);
    await removeLeftovers(folder);
    expect(await readdir(folder)).toHaveLength(2);
    uid.mockRestore();
    await removeLeftovers(folder);
    expect(await readdir(folder)).toEqual([]);
  });
});
