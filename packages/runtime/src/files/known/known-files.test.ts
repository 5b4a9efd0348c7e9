import { mkdir, readdir, readFile, rename, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../modalities/images/testing.js';
import { mutations } from '../../testing/mutations.js';
import { sha256 } from '../hash.js';
import { type KnownFilesOptions, knownHash, openKnownFiles, type ReadHash } from './known-files.js';
import { notePath, readNote } from './note.js';
import { stampOf } from './stamp.js';

let home: string;
let data: string;
let notes: string;
let file: string;
beforeEach(async () => {
  home = await temporaryFolder();
  data = path.join(home, 'data');
  notes = path.join(home, 'notes');
  file = path.join(data, 'a.png');
  await mkdir(data);
  await writeFile(file, 'first');
});

/** As if the files had been there for a minute. */
const later = () => BigInt(Date.now() + 60_000) * 1_000_000n;

/** A start: the hash of each file of the folder, and which of them were read for it. */
async function start(options: KnownFilesOptions = {}, folder = data) {
  const files = await openKnownFiles(folder, { notes, least: 0, now: later, ...options });
  const hashes: Record<string, string> = {};
  const read: string[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const reading: ReadHash = async (handle) => {
      read.push(name);
      return sha256(await handle.readFile());
    };
    hashes[name] = await files.hashOf(name, path.join(folder, name), reading);
  }
  await files.save();
  return { hashes, read };
}

/** Changes a file until its time of change is another one: clocks go by ticks. */
async function change(content: string): Promise<void> {
  const before = await stat(file, { bigint: true });
  do {
    await writeFile(file, content);
    await utimes(file, Number(before.atimeNs) / 1e9, Number(before.mtimeNs) / 1e9);
  } while ((await stat(file, { bigint: true })).ctimeNs === before.ctimeNs);
}

describe('a second start', () => {
  it('reads nothing', async () => {
    await writeFile(path.join(data, 'b.png'), 'other');
    const first = await start();
    expect(first.read).toEqual(['a.png', 'b.png']);
    expect(await start()).toEqual({ hashes: first.hashes, read: [] });
  });

  it('reads what is new, and forgets what is gone', async () => {
    await start();
    await rename(file, path.join(data, 'b.png'));
    expect(await start()).toEqual({ hashes: { 'b.png': sha256('first') }, read: ['b.png'] });
    expect([...(await readNote(notePath(notes, data), data)).keys()]).toEqual(['b.png']);
  });

  it('reads a file that was changed in its place, though its size and time are those of before', async () => {
    await start();
    await change('other');
    expect(await start()).toEqual({ hashes: { 'a.png': sha256('other') }, read: ['a.png'] });
  });

  it('reads a file whose place another one took', async () => {
    await start();
    const { atime, mtime } = await stat(file);
    const other = path.join(home, 'other');
    await writeFile(other, 'other');
    await utimes(other, atime, mtime);
    await rename(other, file);
    expect((await start()).hashes).toEqual({ 'a.png': sha256('other') });
  });

  it('reads a file again that had been changed just before it was read', async () => {
    const { ctimeNs } = await stat(file, { bigint: true });
    expect((await start({ now: () => ctimeNs + 1_000_000_000n })).read).toEqual(['a.png']);
    expect((await start()).read).toEqual(['a.png']);
    expect((await start()).read).toEqual([]);
  });

  it('reads everything where it is asked to, and remembers that', async () => {
    // A file system that tells nothing of a change.
    const files = await openKnownFiles(data, { notes, least: 0, now: later });
    await files.hashOf('a.png', file, async () => sha256('what was there before'));
    await files.save();
    expect((await start()).hashes).toEqual({ 'a.png': sha256('what was there before') });
    const whole = { hashes: { 'a.png': sha256('first') }, read: ['a.png'] };
    expect(await start({ verify: true })).toEqual(whole);
    expect(await start()).toEqual({ ...whole, read: [] });
  });

  it('knows the stamp of a file that has settled, unless all are to be read', async () => {
    const stamp = stampOf(await stat(file, { bigint: true }));
    const stampWith = async (options: KnownFilesOptions) => {
      const files = await openKnownFiles(data, { notes, least: 0, now: later, ...options });
      await files.hashOf('a.png', file);
      return files.stampOf('a.png');
    };
    expect(await stampWith({})).toBe(stamp);
    expect(await stampWith({ now: () => BigInt(Date.now()) * 1_000_000n })).toBeUndefined();
    expect(await stampWith({ verify: true })).toBeUndefined();
  });

  it('keeps no note of a folder that is read in no time', async () => {
    await start({ least: 1e6 });
    expect(await readdir(home)).toEqual(['data']);
  });
});

it('keeps nothing of a file that could not be used', async () => {
  const files = await openKnownFiles(data, { notes, least: 0, now: later });
  const refuse = () => Promise.reject(new Error('no image'));
  await expect(files.hashOf('a.png', file, refuse)).rejects.toThrow('no image');
  await files.save();
  expect((await start()).read).toEqual(['a.png']);
});

it('believes a moved folder nothing, nor one that lies where it was', async () => {
  await start();
  const moved = path.join(home, 'moved');
  await rename(data, moved);
  await mkdir(data);
  await writeFile(file, 'other');
  expect((await start({}, moved)).hashes).toEqual({ 'a.png': sha256('first') });
  expect((await start()).hashes).toEqual({ 'a.png': sha256('other') });
});

it('knows a folder by whatever link leads to it', async () => {
  await start();
  const link = path.join(home, 'link');
  await symlink(data, link, 'junction');
  expect((await start({}, link)).read).toEqual([]);
});

it('throws a damaged note away, or reads it as it was', async () => {
  await writeFile(path.join(data, 'b.png'), 'other');
  await start();
  const note = notePath(notes, data);
  const [whole, entries] = [await readFile(note), await readNote(note, data)];
  expect(entries.size).toBe(2);
  for (const damaged of mutations(whole, 400, 1)) {
    await writeFile(note, damaged);
    const read = await readNote(note, data);
    if (read.size > 0) expect([...read]).toEqual([...entries]);
  }
  await writeFile(note, '');
  expect((await start()).read).toEqual(['a.png', 'b.png']);
  expect((await start()).read).toEqual([]);
});

it('only reads more where nothing can be kept', async () => {
  await writeFile(notes, 'a file where the folder should be');
  expect((await start()).read).toEqual(['a.png']);
  expect((await start()).read).toEqual(['a.png']);
});

it('knows a single file by itself', async () => {
  const options = { notes, least: 0, now: later };
  expect(await knownHash(file, options)).toBe(sha256('first'));
  expect((await readNote(notePath(notes, file), file)).size).toBe(1);
  await change('other');
  expect(await knownHash(file, options)).toBe(sha256('other'));
});
