import { execFileSync } from 'node:child_process';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TlpError } from '@tlp/language/diagnostic.js';
import { expect, it } from 'vitest';
import { sha256 } from '../../files/hash.js';
import { stampOf } from '../../files/known/stamp.js';
import { createReusedMemory } from '../../files/reused-memory.js';
import { decodeImage } from './read-image.js';
import { image, temporaryFolder } from './testing.js';

const at2 = { size: 2, resize: 'stretch', interpolation: 'bilinear' } as const;
const codes = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error: TlpError) => error.diagnostics.map((d) => d.code),
  );

it('decodes nothing but the bytes that the hash names', async () => {
  const path = join(await temporaryFolder(), 'x.png');
  const bytes = await image('red');
  await writeFile(path, bytes);
  const hash = sha256(bytes);
  expect(await decodeImage({ path, hash }, at2)).toHaveLength(12);
  await writeFile(path, await image('another'));
  expect(await codes(decodeImage({ path, hash }, at2))).toEqual(['TLP385']);
  expect(await codes(decodeImage({ path }, at2))).toEqual([]);
});

it('believes a stamp, and hashes a file that no longer has it', async () => {
  const path = join(await temporaryFolder(), 'x.png');
  await writeFile(path, await image('red'));
  const stamp = stampOf(await stat(path, { bigint: true }));
  const hash = sha256('what was there before');
  expect(await decodeImage({ path, hash, stamp }, at2)).toHaveLength(12);
  await writeFile(path, await image('another', 9));
  expect(await codes(decodeImage({ path, hash, stamp }, at2))).toEqual(['TLP385']);
});

it('reads one file after another into the same memory', async () => {
  const folder = await temporaryFolder();
  const memory = createReusedMemory();
  const names = ['red', 'green', 'blue', 'red'];
  const pixels = [];
  for (const [i, name] of names.entries()) {
    const path = join(folder, `${i}.png`);
    // Each shorter than the one before, so that the end of that one lies behind it.
    await writeFile(path, await image(name, 40 - 8 * i));
    pixels.push(await decodeImage({ path }, at2, memory));
    expect(pixels[i]).toEqual(await decodeImage({ path }, at2));
  }
  expect(pixels[0]).not.toEqual(pixels[1]);
});

it('refuses a missing file', async () => {
  expect(await codes(decodeImage({ path: '/nowhere/x.png' }, at2))).toEqual(['TLP351']);
});

it.skipIf(process.platform === 'win32')('does not wait for a pipe', async () => {
  const path = join(await temporaryFolder(), 'x.png');
  execFileSync('mkfifo', [path]);
  expect(await codes(decodeImage({ path }, at2))).toEqual(['TLP351']);
});
