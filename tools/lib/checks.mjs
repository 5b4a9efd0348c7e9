import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { assembledKernels, generateKernels } from './kernels.mjs';
import { nodeModules, root } from './paths.mjs';
import { run } from './run.mjs';

/** The compiler checks again only what follows from files whose content has changed since. */
const rememberedIn = (name) => [
  '--incremental',
  '--tsBuildInfoFile',
  path.join(nodeModules, '.cache', 'tlp', name),
];

const bin = (name, file) => path.join(nodeModules, name, file);

/** Each a name and a function that says whether the working tree passes. */
export const checks = [
  {
    name: 'format and lint',
    passes: () => succeeds('@biomejs/biome', 'bin/biome', ['check', '.', '--diagnostic-level=warn']),
  },
  {
    name: 'types',
    passes: () =>
      succeeds('typescript', 'bin/tsc', [
        '--noEmit',
        '-p',
        'tsconfig.json',
        ...rememberedIn('types.tsbuildinfo'),
      ]),
  },
  {
    name: 'the generated parser is current',
    passes: () =>
      leavesUnchanged('packages/language/src/grammar/generated', () =>
        succeeds('langium-cli', 'bin/langium.js', ['generate']),
      ),
  },
  {
    name: 'the assembled kernels are current',
    passes: () => leavesUnchanged(assembledKernels, generateKernels),
  },
];

async function succeeds(name, file, args) {
  const { code } = await run(process.execPath, [bin(name, file), ...args]);
  return code === 0;
}

/** Runs a generator; false when what it writes differs from what was there. */
async function leavesUnchanged(folder, generate) {
  const before = await hashFolder(path.join(root, folder));
  if (!(await generate())) return false;
  if ((await hashFolder(path.join(root, folder))) === before) return true;
  console.error(`${folder} was out of date and has been generated anew: commit it.`);
  return false;
}

async function hashFolder(folder) {
  const hash = createHash('sha256');
  for (const name of (await readdir(folder)).sort()) {
    hash.update(name).update(await readFile(path.join(folder, name)));
  }
  return hash.digest('hex');
}
