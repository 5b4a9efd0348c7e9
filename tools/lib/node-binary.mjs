import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { must } from './run.mjs';

/** Names of npm's packages of the Node binary, where they differ from `node-<platform>-<arch>`. */
const platformNames = { win32: 'win' };

/** The newest Node of a major version, out of npm, kept in a per-user cache; gives the binary's path. */
export async function nodeBinary(major) {
  const name = `node-${platformNames[process.platform] ?? process.platform}-${process.arch}`;
  const cache = path.join(process.env.TLP_CACHE ?? path.join(os.homedir(), '.cache', 'tlp'), 'nodes');
  const folder = path.join(cache, `${name}-${major}`);
  const file = path.join('node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(path.join(folder, file))) {
    console.error(`Fetching ${name}@${major}`);
    await mkdir(cache, { recursive: true });
    const partial = await mkdtemp(path.join(cache, 'partial-'));
    try {
      const options = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
      await must('npm', ['install', ...options, '--prefix', partial, `${name}@${major}`], { cwd: partial });
      await rm(folder, { recursive: true, force: true });
      await rename(partial, folder);
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  }
  return path.join(folder, file);
}
