import { randomUUID } from 'node:crypto';
import { lstat, mkdir, open, readdir, rename, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { fail, TlpError } from '@tlp/language/diagnostic.js';
import { installFromWheel } from './fromWheel.js';
import { type Installation, type Installed, manifestName, readInstallation } from './installed.js';
import { withLock } from './lock.js';
import { nativeRoot } from './paths.js';
import type { OnProgress } from './progress.js';
import { supportedTargets, type Target, targetOf } from './target.js';

export interface SetupOptions {
  readonly onProgress?: OnProgress;
  readonly env?: NodeJS.ProcessEnv;
  /** The platform's entry; another one in tests. */
  readonly target?: Target | undefined;
}

/** One way to get the library. */
interface Source {
  readonly name: string;
  readonly folder: string;
  readonly neededBytes: number;
  readonly install: (folder: string) => Promise<Omit<Installed, 'bytes' | 'files'>>;
}

/** Finds what is already there, in the order of the sources; undefined where nothing is. */
export async function findInstallation(
  target: Target | undefined = targetOf(),
  env: NodeJS.ProcessEnv = process.env,
): Promise<Installation | undefined> {
  if (target === undefined) return undefined;
  for (const folder of installationFolders(target, env)) {
    const installation = await readInstallation(folder);
    if (installation !== undefined) return installation;
  }
  return undefined;
}

function folderOf(target: Target, version: string, env: NodeJS.ProcessEnv): string {
  return path.join(nativeRoot(env), `tensorflow-${version}-${target.id}`);
}

function installationFolders(target: Target, env: NodeJS.ProcessEnv): string[] {
  return [target.official, target.wheel].flatMap((source) =>
    source === undefined ? [] : [folderOf(target, source.version, env)],
  );
}

/**
 * Makes the native library available: what is already there, else each source in turn. Safe to call from several
 * processes at once; an interrupted call leaves nothing that looks finished.
 * Throws TLP750 (unsupported platform) and TLP751 (every source failed, each with its reason).
 */
export async function setupNative(options: SetupOptions = {}): Promise<Installation> {
  const { onProgress = () => undefined, env = process.env } = options;
  const target = 'target' in options ? options.target : targetOf();
  if (target === undefined) throw unsupportedPlatform();
  const present = await findInstallation(target, env);
  if (present !== undefined) return present;
  const root = nativeRoot(env);
  await mkdir(root, { recursive: true }).catch((error: Error) => {
    throw fail(
      'TLP752',
      `The cache folder ${root} cannot be created: ${error.message}.`,
      'Make it writable, or set TLP_CACHE to a folder that is.',
      { exitCode: 2, cause: error },
    );
  });
  const onWait = () =>
    onProgress({ step: 'lock', message: 'another process is setting the library up; waiting' });
  return withLock(path.join(root, `${target.id}.lock`), () => installFirst(target, root, onProgress, env), {
    onWait,
  });
}

async function installFirst(
  target: Target,
  root: string,
  onProgress: OnProgress,
  env: NodeJS.ProcessEnv,
): Promise<Installation> {
  const present = await findInstallation(target, env);
  if (present !== undefined) return present;
  await removeAbandoned(root, target);
  const failures: string[] = [];
  for (const source of sourcesOf(target, onProgress, env)) {
    try {
      return await installOne(source, root, target, onProgress);
    } catch (error) {
      if (error instanceof TlpError) throw error;
      failures.push(`${source.name}: ${(error as Error).message}`);
      onProgress({ step: 'skip', message: failures.at(-1)! });
    }
  }
  throw fail(
    'TLP751',
    `TensorFlow's native library could not be set up; tried ${failures.map((f, i) => `(${i + 1}) ${f}`).join('; ')}.`,
    'Run "tlp doctor" to see what is missing; a Python 3 with pip that reaches a package index is enough on Linux x64.',
    { exitCode: 2 },
  );
}

function sourcesOf(target: Target, onProgress: OnProgress, env: NodeJS.ProcessEnv): Source[] {
  const { wheel } = target;
  const sources: Source[] = [];
  if (wheel !== undefined) {
    sources.push({
      name: `pip (${wheel.requirement})`,
      folder: folderOf(target, wheel.version, env),
      neededBytes: wheel.bytes + wheel.unpackedBytes,
      install: (folder) => installFromWheel(target, wheel, folder, onProgress, env),
    });
  }
  return sources;
}

/** Builds in a folder of its own beside the final one, then renames: the final folder is complete or absent. */
async function installOne(
  source: Source,
  root: string,
  target: Target,
  onProgress: OnProgress,
): Promise<Installation> {
  await checkSpace(root, source.neededBytes);
  const partial = path.join(root, `${target.id}.partial-${randomUUID()}`);
  try {
    await mkdir(partial);
    const installed = await source.install(partial);
    const files = await filesIn(path.join(partial, path.dirname(installed.bindingPath)), partial);
    const bytes = Object.values(await filesIn(partial, partial)).reduce((sum, size) => sum + size, 0);
    await writeDurably(
      path.join(partial, manifestName),
      JSON.stringify({ ...installed, bytes, files }, null, 2),
    );
    // A folder there by now is damaged: readInstallation refused it.
    await rm(source.folder, { recursive: true, force: true });
    await rename(partial, source.folder);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  const installation = await readInstallation(source.folder);
  if (installation === undefined) throw new Error(`${source.folder} changed while it was being set up`);
  onProgress({ step: 'done', message: `TensorFlow ${installation.tensorflow} is ready` });
  return installation;
}

async function checkSpace(root: string, needed: number): Promise<void> {
  const { bavail, bsize } = await statfs(root);
  if (bavail * bsize >= needed) return;
  const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  throw fail(
    'TLP753',
    `Setting up the native library needs ${megabytes(needed)} in ${root}; ${megabytes(bavail * bsize)} are free.`,
    'Free some space, or set TLP_CACHE to a folder on another disk.',
    { exitCode: 2 },
  );
}

/** What interrupted set-ups left; called while holding the lock. */
async function removeAbandoned(root: string, target: Target): Promise<void> {
  for (const name of await readdir(root)) {
    if (name.startsWith(`${target.id}.partial-`))
      await rm(path.join(root, name), { recursive: true, force: true });
  }
}

async function filesIn(folder: string, base: string): Promise<Record<string, number>> {
  const sizes: Record<string, number> = {};
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    sizes[path.relative(base, file)] = (await lstat(file)).size;
  }
  return sizes;
}

async function writeDurably(file: string, content: string): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(`${content}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function unsupportedPlatform(): TlpError {
  return fail(
    'TLP750',
    `No native TensorFlow library is known for ${process.platform}-${process.arch}.`,
    `Supported are ${supportedTargets.join(', ')}; elsewhere TLP runs on its portable engine, which is slow.`,
    { exitCode: 2 },
  );
}
