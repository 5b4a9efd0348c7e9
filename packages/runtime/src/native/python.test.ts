import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { sha256 } from '../files/hash.js';
import { findPython, pipDownload } from './python.js';
import type { WheelSource } from './target.js';
import { fakePython } from './testing/fake-python.js';
import { temporaryFolder } from './testing/temporary.js';

const wheel: WheelSource = {
  requirement: 'tensorflow-cpu==2.15.1',
  file: 'tensorflow_cpu-2.15.1-cp311.whl',
  sha256: sha256('a wheel'),
  bytes: 7,
  pipPlatforms: ['manylinux_2_17_x86_64'],
  pythonVersion: '3.11',
  abi: 'cp311',
  version: '2.15.1',
  libraries: {},
  unpackedBytes: 7,
};

const silent = () => undefined;

it('finds the Python that TLP_PYTHON names, and its pip', async () => {
  const env = fakePython(temporaryFolder());
  expect(await findPython(env)).toEqual({ command: [env.TLP_PYTHON], version: '3.12.1', pip: '24.0' });
});

it('downloads with pip, which works in the given folder only', async () => {
  const folder = temporaryFolder();
  const env = fakePython(temporaryFolder(), {
    download: `echo "$TMPDIR" > "$dest/tmpdir"; printf 'a wheel' > "$dest/${wheel.file}"`,
  });
  const file = await pipDownload(wheel, folder, silent, env);
  expect(await readFile(file, 'utf8')).toBe('a wheel');
  const temporary = (await readFile(path.join(folder, 'tmpdir'), 'utf8')).trim();
  expect(path.dirname(temporary)).toBe(folder);
  expect(existsSync(temporary)).toBe(false);
  expect(await readdir(folder)).toEqual([wheel.file, 'tmpdir'].sort());
});

it('asks for the wheel of the platform, whatever Python runs pip', async () => {
  const env = fakePython(temporaryFolder(), { download: 'echo "$all"; exit 1' });
  await expect(pipDownload(wheel, temporaryFolder(), silent, env)).rejects.toThrow(
    /--no-deps --only-binary=:all: --platform manylinux_2_17_x86_64 --python-version 3\.11 .* tensorflow-cpu==2\.15\.1$/,
  );
});

it.each([
  ['no pip', { pip: false }, /^Python 3\.12\.1 has no pip$/],
  [
    'an index that does not answer',
    { download: 'echo "ERROR: No matching distribution found" >&2; exit 1' },
    /pip download failed: ERROR: No matching/,
  ],
  ['another file', { download: 'printf x > "$dest/other.whl"' }, /^pip did not deliver tensorflow_cpu-2/],
  [
    'a damaged file',
    { download: `printf 'a whee' > "$dest/${wheel.file}"` },
    new RegExp(`has sha256 ${sha256('a whee')}, ${wheel.sha256} was expected`),
  ],
])('says why not: %s', async (_, options, reason) => {
  const env = fakePython(temporaryFolder(), options);
  await expect(pipDownload(wheel, temporaryFolder(), silent, env)).rejects.toThrow(reason);
});

it('tells a full disk from other failures', async () => {
  const env = fakePython(temporaryFolder(), {
    download: 'echo "ERROR: [Errno 28] No space left on device" >&2; exit 1',
  });
  await expect(pipDownload(wheel, temporaryFolder(), silent, env)).rejects.toMatchObject({ code: 'ENOSPC' });
});

it('says that there is no Python', async () => {
  const env = { PATH: '/nowhere', TLP_PYTHON: '/nowhere/python3' };
  expect(await findPython(env)).toBeUndefined();
  await expect(pipDownload(wheel, temporaryFolder(), silent, env)).rejects.toThrow('no Python 3 was found');
});
