import { readFileSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { sha256 } from '../files/hash.js';
import { temporaryFolder } from './testing/temporary.js';
import { damageOf, sealsName } from './verify.js';

const content = 'the library';
const sizes = { 'a.so': content.length };
const published = { 'a.so': sha256(content) };

function installed(): { folder: string; file: string } {
  const folder = temporaryFolder();
  const file = path.join(folder, 'a.so');
  writeFileSync(file, content);
  return { folder, file };
}

test('a whole library is hashed once and looked at ever after', async () => {
  const { folder, file } = installed();
  expect(await damageOf(folder, sizes, published)).toBeUndefined();
  const seals = readFileSync(path.join(folder, sealsName), 'utf8');
  // Other bytes under the same size and time are not looked for: reading 600 MB takes seconds.
  const { atime, mtime } = statSync(file);
  writeFileSync(file, 'xhe library');
  utimesSync(file, atime, mtime);
  const after = statSync(file).mtimeMs;
  writeFileSync(path.join(folder, sealsName), seals.replace(/"mtimeMs": [\d.]+/, `"mtimeMs": ${after}`));
  expect(await damageOf(folder, sizes, published)).toBeUndefined();
});

test('one that was copied is hashed again, and is whole', async () => {
  const { folder, file } = installed();
  await damageOf(folder, sizes, published);
  utimesSync(file, 1, 1);
  expect(await damageOf(folder, sizes, published)).toBeUndefined();
  expect(readFileSync(path.join(folder, sealsName), 'utf8')).toContain('"mtimeMs": 1000');
});

test.each<[string, (file: string) => unknown, string]>([
  ['truncated', (file) => truncateSync(file, 3), 'a.so has 3 bytes instead of 11'],
  ['zeroed', (file) => writeFileSync(file, Buffer.alloc(11)), 'a.so has changed since it was installed'],
  ['removed', (file) => rm(file), 'a.so is missing'],
  ['a link to /dev/null', (file) => rm(file).then(() => symlink('/dev/null', file)), 'a.so has 0 bytes'],
])('one that was %s is damaged', async (_, damage, message) => {
  const { folder, file } = installed();
  await damageOf(folder, sizes, {});
  await damage(file);
  expect(await damageOf(folder, sizes, {})).toContain(message);
});

test('what is known beforehand counts more than what was hashed first', async () => {
  const { folder, file } = installed();
  writeFileSync(file, 'xhe library');
  expect(await damageOf(folder, sizes, {})).toBeUndefined();
  expect(await damageOf(folder, sizes, published)).toContain('has changed since');
});

test('a damaged list of hashes is made anew', async () => {
  const { folder } = installed();
  writeFileSync(path.join(folder, sealsName), '{"a.so": 3}');
  expect(await damageOf(folder, sizes, published)).toBeUndefined();
  expect(readFileSync(path.join(folder, sealsName), 'utf8')).toContain(published['a.so']);
});
