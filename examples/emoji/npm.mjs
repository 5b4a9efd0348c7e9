/** Gets a package with your own npm, which keeps it in its cache. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readTarGz } from './tar.mjs';

/**
 * The regular files of the package.
 * @param {{ name: string, version: string, sha512: string }} pinned with the hash that npm publishes, in base64
 * @param {string} work an existing folder, where nothing stays behind
 * @returns {Generator<{ name: string, data: Buffer }>}
 */
export function fetchPackage({ name, version, sha512 }, work) {
  const requirement = `${name}@${version}`;
  console.error(`Fetching ${requirement} …`);
  const windows = process.platform === 'win32';
  const npm = spawnSync(
    windows ? 'npm.cmd' : 'npm',
    ['pack', requirement, '--silent', '--pack-destination', '.'],
    {
      cwd: work,
      shell: windows,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const file = readdirSync(work).find((entry) => entry.endsWith('.tgz'));
  if (npm.error || npm.status !== 0 || !file) {
    throw new Error(`npm could not fetch ${requirement}${npm.error ? `: ${npm.error.message}` : ''}.`);
  }
  const archive = readFileSync(join(work, file));
  rmSync(join(work, file));
  if (createHash('sha512').update(archive).digest('base64') !== sha512) {
    throw new Error(`${requirement} is not the package this example was written for: its hash differs.`);
  }
  return readTarGz(archive);
}
