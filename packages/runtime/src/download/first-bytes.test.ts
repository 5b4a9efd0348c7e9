import { mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { looksLike } from './first-bytes.js';

it.each<[string, string | Buffer]>([
  [
    'a web page titled “Sign in to the network”',
    '\n<!DOCTYPE html><html><head><title>\n Sign in to\n the network </title>',
  ],
  ['a web page', '<html lang="en">'],
  [
    'a Git LFS pointer, which names the file instead of holding it',
    'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n',
  ],
  [
    'XML, “<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>”',
    '<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>',
  ],
  ['JSON, “{"error":"Repository not found"}”', '{"error":"Repository not found"}'],
  ['an empty file', ''],
  ['text, “Not Found”', 'Not Found\n'],
  ['a zip archive', Buffer.from('PK\x03\x04\x00\x00', 'latin1')],
  ['an HDF5 file', Buffer.from('\x89HDF\r\n\x1a\n\x00', 'latin1')],
  ['a file that begins with the bytes 00 01 02 fe ff 05 06 07', Buffer.from([0, 1, 2, 254, 255, 5, 6, 7, 8])],
])('tells %s', async (name, content) => {
  const file = path.join(await mkdtemp(path.join(os.tmpdir(), 'tlp-first-')), 'file');
  await writeFile(file, content);
  expect(await looksLike(file)).toBe(name);
});
