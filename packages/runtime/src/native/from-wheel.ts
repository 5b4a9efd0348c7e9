import { copyFile, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { requireOnline } from '../download/offline.js';
import { checkBinding } from './check.js';
import { compileChecked } from './compile-checked.js';
import { type Compiler, findCompiler, noCompiler } from './compiler.js';
import { takeFromSibling } from './from-sibling.js';
import type { Installed } from './installed.js';
import { prebuiltBinding } from './package-files.js';
import type { OnProgress } from './progress.js';
import { pipDownload } from './python.js';
import type { Target, WheelSource } from './target.js';
import { unpackZip } from './wheel.js';

const libraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];
const headers = ['tensorflow/c/', 'tensorflow/tsl/', 'tsl/', 'tensorflow/core/platform/'];

/** Where an entry of the wheel goes; undefined for the nine tenths of its files that are not needed. */
export function placeWheelEntry(entry: string): string | undefined {
  const library = libraries.find((name) => entry === `tensorflow/${name}`);
  if (library !== undefined) return `lib/${library}`;
  const header = /^tensorflow\/include\/(.+\.h)$/.exec(entry)?.[1];
  return header !== undefined && headers.some((start) => header.startsWith(start))
    ? `include/${header}`
    : undefined;
}

/** Builds an installation in `folder` out of TensorFlow's Python wheel. Throws a plain Error that says why not. */
export async function installFromWheel(
  target: Target,
  wheel: WheelSource,
  folder: string,
  onProgress: OnProgress,
  env: NodeJS.ProcessEnv,
): Promise<Omit<Installed, 'bytes' | 'files'>> {
  // Said before 200 MB are fetched in vain.
  const obstacle = bindingObstacle(prebuiltBinding(), await findCompiler(env));
  if (obstacle !== undefined) throw new Error(obstacle);
  if (!(await takeFromSibling(target, wheel, folder))) await unpackWheel(wheel, folder, onProgress, env);
  const lib = path.join(folder, 'lib');
  await symlink('libtensorflow_cc.so.2', path.join(lib, 'libtensorflow.so'));
  await symlink('libtensorflow_framework.so.2', path.join(lib, 'libtensorflow_framework.so'));
  const bindingPath = path.join('lib', 'tfjs_binding.node');
  const binding = await makeBinding(folder, path.join(folder, bindingPath), onProgress, env);
  return { source: 'wheel', tensorflow: wheel.version, binding, platform: target.id, bindingPath };
}

async function unpackWheel(
  wheel: WheelSource,
  folder: string,
  onProgress: OnProgress,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  requireOnline(env);
  const download = path.join(folder, 'download');
  const file = await pipDownload(wheel, download, onProgress, env);
  await unpackZip(file, folder, placeWheelEntry, (done) =>
    onProgress({ step: 'unpack', message: 'unpacking TensorFlow', done, total: wheel.unpackedBytes }),
  );
  await rm(download, { recursive: true });
}

/** Why there can be no binding, with what this package ships and the compiler that was found. */
export function bindingObstacle(
  prebuilt: string | undefined,
  compiler: Compiler | undefined,
): string | undefined {
  if (prebuilt !== undefined || compiler !== undefined) return undefined;
  return `${noCompiler}, and no binding is shipped for this platform`;
}

/** Takes the shipped binding if it loads here, else compiles one; either is loaded once before it counts. */
async function makeBinding(
  folder: string,
  file: string,
  onProgress: OnProgress,
  env: NodeJS.ProcessEnv,
): Promise<'prebuilt' | 'compiled'> {
  const prebuilt = prebuiltBinding();
  if (prebuilt !== undefined) {
    await copyFile(prebuilt, file);
    const problem = await checkBinding(file, env);
    if (problem === undefined) return 'prebuilt';
    onProgress({ step: 'skip', message: `the shipped binding does not load here: ${problem}` });
    await rm(file);
  }
  await compileChecked(path.join(folder, 'include'), path.join(folder, 'lib'), file, onProgress, env);
  return 'compiled';
}
