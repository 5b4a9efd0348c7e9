import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, rename, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { fail, TlpError } from '@tlp/language/diagnostic.js';
import { writeFileAtomic } from '../files/atomic.js';
import { cacheRoot } from '../files/cache.js';
import { withLock } from '../files/lock.js';
import { type Damaged, type Installation, manifestName, readInstallation } from './installed.js';
import type { OnProgress } from './progress.js';
import { type LibrarySource, type SourcesOf, sourcesOf as standardSources } from './sources.js';
import { supportedTargets, type Target, targetOf } from './target.js';

export interface SetupOptions {
  readonly onProgress?: OnProgress;
  readonly env?: NodeJS.ProcessEnv;
  /** The platform's entry. Defaults to this machine's. */
  readonly target?: Target | undefined;
  /** Builds a new installation even where there is one. Defaults to false. */
  readonly force?: boolean;
  /** The ways to get the library, in order. Defaults to the official download, then pip. */
  readonly sourcesOf?: SourcesOf;
}

/** Where native libraries lie, a folder for each version and platform. */
export function nativeRoot(env: NodeJS.ProcessEnv = process.env): string {
  return path.join(cacheRoot(env), 'native');
}

/** What is already there and whole, in the order of the sources; undefined where nothing is. */
export async function findInstallation(
  target: Target | undefined = targetOf(),
  env: NodeJS.ProcessEnv = process.env,
  sourcesOf: SourcesOf = standardSources,
): Promise<Installation | undefined> {
  const found = await lookForInstallation(target, env, sourcesOf);
  return found && 'damage' in found ? undefined : found;
}

/** What is already there, damaged or not, in the order of the sources; undefined where nothing is. */
export async function lookForInstallation(
  target: Target | undefined = targetOf(),
  env: NodeJS.ProcessEnv = process.env,
  sourcesOf: SourcesOf = standardSources,
): Promise<Installation | DamagedSource | undefined> {
  if (target === undefined) return undefined;
  const root = nativeRoot(env);
  for (const source of sourcesOf(target, root, () => undefined, env)) {
    const found = await readInstallation(path.join(root, source.folder), source.published);
    if (found && 'damage' in found) return { ...found, source: source.name };
    if (found) return found;
  }
  return undefined;
}

/** A damaged installation and the source it came from, by name. */
interface DamagedSource extends Damaged {
  readonly source: string;
}

/**
 * Makes the native library available: what is already there, else each source in turn. Safe to call from several
 * processes at once; an interrupted call leaves nothing that looks finished.
 * @throws TlpError TLP750 (unsupported platform), TLP751 (every source failed, each with its reason), TLP752 (cache
 * folder unusable), TLP753 (not enough disk space), TLP758 (damaged, and not to be had anew)
 */
export async function setupNative(options: SetupOptions = {}): Promise<Installation> {
  const { onProgress = () => undefined, env = process.env, force = false } = options;
  const { sourcesOf = standardSources } = options;
  const target = 'target' in options ? options.target : targetOf();
  if (target === undefined) throw unsupportedPlatform();
  const present = force ? undefined : await lookForInstallation(target, env, sourcesOf);
  if (present && !('damage' in present)) return present;
  const root = nativeRoot(env);
  await mkdir(root, { recursive: true }).catch((error: Error) => {
    throw cacheUnusable(root, error);
  });
  const onWait = () =>
    onProgress({ step: 'lock', message: 'another process is setting the library up; waiting' });
  const work = async () => {
    // Another process may have finished while this one waited.
    const found = force ? undefined : await lookForInstallation(target, env, sourcesOf);
    const sources = sourcesOf(target, root, onProgress, env);
    if (!found) return installFirst(target, root, sources, onProgress);
    return 'damage' in found ? repair(found, target, root, sources, onProgress) : found;
  };
  try {
    return await withLock(path.join(root, `${target.id}.lock`), work, { onWait });
  } catch (error) {
    if (['EACCES', 'EROFS', 'EPERM'].includes(codeOf(error) ?? '')) throw cacheUnusable(root, error as Error);
    throw error;
  }
}

/** The first source that works. */
async function installFirst(
  target: Target,
  root: string,
  sources: readonly LibrarySource[],
  onProgress: OnProgress,
): Promise<Installation> {
  await removeAbandoned(root, target);
  const failures: string[] = [];
  for (const source of sources) {
    try {
      return await installOne(source, root, target, onProgress);
    } catch (error) {
      if (error instanceof TlpError) throw error;
      failures.push(`${source.name}: ${(error as Error).message}`);
      onProgress({ step: 'skip', message: failures.at(-1) ?? '' });
    }
  }
  throw fail(
    'TLP751',
    `TensorFlow's native library could not be set up; tried ${failures.map((f, i) => `(${i + 1}) ${f}`).join('; ')}.`,
    'Run "tlp doctor" to see what is missing. On Linux x64, Python 3 with pip and access to a package index is enough.',
    { exitCode: 2 },
  );
}

/** From the same source: another one has another version of the library, and so gives other numbers. */
async function repair(
  { folder, damage, source: name }: DamagedSource,
  target: Target,
  root: string,
  sources: readonly LibrarySource[],
  onProgress: OnProgress,
): Promise<Installation> {
  onProgress({ step: 'repair', message: `TensorFlow's library is damaged (${damage}); reinstalling it` });
  await removeAbandoned(root, target);
  try {
    return await installOne(sources.find((source) => source.name === name)!, root, target, onProgress);
  } catch (error) {
    throw fail(
      'TLP758',
      `TensorFlow's library in ${folder} is damaged (${damage}) and could not be reinstalled from ${name}: ${(error as Error).message}.`,
      'Run "tlp setup" once that can be reached. With --engine portable, TLP runs without the library, but slowly.',
      { exitCode: 2, cause: error },
    );
  }
}

/** Builds in a folder of its own beside the final one, then renames: the final folder is complete or absent. */
async function installOne(
  source: LibrarySource,
  root: string,
  target: Target,
  onProgress: OnProgress,
): Promise<Installation> {
  await checkSpace(root, source.neededBytes);
  const partial = path.join(root, `${target.id}.partial-${randomUUID()}`);
  const final = path.join(root, source.folder);
  try {
    await mkdir(partial);
    const installed = await source.install(partial);
    const sizes = await filesIn(partial);
    const bytes = Object.values(sizes).reduce((sum, size) => sum + size, 0);
    const files = Object.fromEntries(Object.entries(sizes).filter(([file]) => !file.includes('include')));
    const manifest = `${JSON.stringify({ ...installed, bytes, files }, null, 2)}\n`;
    await writeFileAtomic(path.join(partial, manifestName), manifest);
    // One that is there by now is damaged or to be replaced; a process that has it loaded keeps its files.
    const replaced = path.join(root, `${target.id}.partial-${randomUUID()}`);
    await rename(final, replaced).catch(() => undefined);
    await rename(partial, final);
    await rm(replaced, { recursive: true, force: true });
  } catch (error) {
    if (codeOf(error) === 'ENOSPC') throw noSpace(root, source.neededBytes, 0);
    throw error;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  onProgress({ step: 'verify', message: 'verifying TensorFlow' });
  const installation = await readInstallation(final, source.published);
  if (installation === undefined) throw new Error(`${final} changed while it was being set up`);
  if ('damage' in installation) throw new Error(`after the set-up, ${installation.damage}`);
  onProgress({ step: 'done', message: `TensorFlow ${installation.tensorflow} is ready` });
  return installation;
}

async function checkSpace(root: string, needed: number): Promise<void> {
  const { bavail, bsize } = await statfs(root);
  if (bavail * bsize < needed) throw noSpace(root, needed, bavail * bsize);
}

/** What interrupted set-ups left; called while holding the lock. */
async function removeAbandoned(root: string, target: Target): Promise<void> {
  for (const name of await readdir(root)) {
    if (name.startsWith(`${target.id}.partial-`))
      await rm(path.join(root, name), { recursive: true, force: true });
  }
}

/** Sizes of all plain files by their path relative to the folder. */
async function filesIn(folder: string): Promise<Record<string, number>> {
  const sizes: Record<string, number> = {};
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    sizes[path.relative(folder, file)] = (await lstat(file)).size;
  }
  return sizes;
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

function unsupportedPlatform(): TlpError {
  return fail(
    'TLP750',
    `There is no native TensorFlow library for ${process.platform}-${process.arch}.`,
    `Supported platforms: ${supportedTargets.join(', ')}. Elsewhere TLP runs on its portable engine, which is slow.`,
    { exitCode: 2 },
  );
}

function cacheUnusable(root: string, error: Error): TlpError {
  return fail(
    'TLP752',
    `The cache folder ${root} cannot be written: ${error.message}.`,
    'Make it writable, or set TLP_CACHE to a writable folder.',
    { exitCode: 2, cause: error },
  );
}

function noSpace(root: string, needed: number, free: number): TlpError {
  const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  return fail(
    'TLP753',
    `The native library needs ${megabytes(needed)} in ${root}, but only ${megabytes(free)} are free.`,
    'Free some disk space, or set TLP_CACHE to a folder on another disk.',
    { exitCode: 2 },
  );
}
