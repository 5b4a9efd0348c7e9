/** The peers' Python: `TLP_BENCH_PYTHON` where it is set, else an environment of our own in the per-user cache, of these packages. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import envPaths from 'env-paths';
import { root } from '../../tools/lib/paths.mjs';
import { must } from '../../tools/lib/run.mjs';

/** The per-user cache, as `packages/runtime/src/files/cache.ts` has it. */
export const cacheRoot = () =>
  process.env.TLP_CACHE ? path.resolve(process.env.TLP_CACHE) : envPaths('tlp', { suffix: '' }).cache;

export async function peerPython(requirements = path.join(root, 'bench', 'requirements.txt')) {
  if (process.env.TLP_BENCH_PYTHON) return process.env.TLP_BENCH_PYTHON;
  const hash = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex');
  const folder = path.join(cacheRoot(), 'bench', `python-${hash.slice(0, 12)}`);
  const windows = process.platform === 'win32';
  const python = path.join(folder, windows ? 'Scripts/python.exe' : 'bin/python');
  const complete = path.join(folder, '.complete');
  if (existsSync(complete)) return python;
  console.error(`Installing the peers into ${folder} (several gigabytes)`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(path.dirname(folder), { recursive: true });
  await must(process.env.TLP_PYTHON ?? (windows ? 'python' : 'python3'), ['-m', 'venv', folder]);
  await must(python, ['-m', 'pip', 'install', '--disable-pip-version-check', '-q', '-r', requirements]);
  await writeFile(complete, '');
  return python;
}
