import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TlpError } from '@tlp/language/diagnostic.js';
import { expect, it } from 'vitest';
import { sha256 } from '../../files/hash.js';
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

it('refuses a missing file', async () => {
  expect(await codes(decodeImage({ path: '/nowhere/x.png' }, at2))).toEqual(['TLP351']);
});

it.skipIf(process.platform === 'win32')('does not wait for a pipe', async () => {
  const path = join(await temporaryFolder(), 'x.png');
  execFileSync('mkfifo', [path]);
  expect(await codes(decodeImage({ path }, at2))).toEqual(['TLP351']);
});
