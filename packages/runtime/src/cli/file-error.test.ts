import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fileError } from './file-error.js';

const thrownBy = (work: Promise<unknown>) => work.catch((error: unknown) => error);

it('tells what the file system refused, with the path', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tlp-file-error-'));
  await writeFile(join(folder, 'file'), '');
  const under = join(folder, 'file', 'below');
  expect(fileError(await thrownBy(writeFile(under, '')))).toMatchObject({
    exitCode: 2,
    diagnostics: [{ code: 'TLP879', file: under, message: expect.stringContaining('a part of its path') }],
  });
  const long = join(folder, 'x'.repeat(300));
  expect(fileError(await thrownBy(writeFile(long, '')))?.message).toContain('its name is too long');
});

it('leaves any other error alone', async () => {
  expect(fileError(new Error('EACCES'))).toBeUndefined();
  expect(fileError(await thrownBy(readFile('/no/such/file')))).toBeUndefined();
});
