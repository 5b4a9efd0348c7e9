/** The repositories of Hugging Face that a command line or a pipeline names. */
import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { repositoryMissing } from '@tlp/language/checks/backbone/repository-missing.js';
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { type Repository, repositoryNamed } from '@tlp/language/import/huggingface/repositories.js';
import { sha256File } from '../files/hash.js';
import { modelAt } from '../import/model-at.js';
import { fetchRepository, type RepositoryOptions } from '../weights/repository/fetch-repository.js';
import type { Context } from './command.js';
import type { FetchedWeights } from './fetched-weights.js';
import { setupProgress } from './setup-progress.js';

/** `org/name`, or `org/name@revision`; undefined of what names none. */
export function repositoryOf(written: string): Repository | undefined {
  const at = written.indexOf('@');
  const name = repositoryNamed(at < 0 ? written : written.slice(0, at));
  if (name === undefined) return undefined;
  return at < 0 ? { name } : { name, revision: written.slice(at + 1) };
}

/** The repository that an argument names where nothing of that name lies in the folder. */
export const repositoryAt = (written: string, cwd: string): Repository | undefined =>
  existsSync(resolve(cwd, written)) || modelAt(resolve(cwd, written)) ? undefined : repositoryOf(written);

/**
 * Fetches what describes the repositories that are told to be missing, so that the pipeline can be read again. Gives false
 * where none is.
 * @throws TlpError TLP260–263
 */
export async function fetchMissing(diagnostics: readonly Diagnostic[], context: Context): Promise<boolean> {
  const missing = diagnostics.flatMap(({ code, args }) =>
    code === repositoryMissing.code ? [args as Repository] : [],
  );
  for (const repository of missing) await describe(repository, context);
  return missing.length > 0;
}

/** The same for an argument, where that names a repository. @throws TlpError TLP260–263 */
export async function fetchDescription(written: string, context: Context): Promise<void> {
  const repository = repositoryAt(written, context.cwd);
  if (repository) await describe(repository, context);
}

async function describe(repository: Repository, context: Context): Promise<void> {
  const { show, end } = setupProgress(context.err);
  try {
    await fetchRepository(repository, { env: context.env, onProgress: show });
  } finally {
    end();
  }
}

/** Fetches all files of what the revision is by now. @throws TlpError TLP260–263 */
export async function fetchWhole(
  repository: Repository,
  options: Pick<RepositoryOptions, 'env' | 'onProgress' | 'folder' | 'signal'>,
): Promise<FetchedWeights[]> {
  const folder = await fetchRepository(repository, { ...options, weights: true, again: true });
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    files.sort().map(async (path) => ({
      name: `${repository.name}:${path.slice(folder.length + 1)}`,
      path,
      sha256: await sha256File(path),
      bytes: (await stat(path)).size,
    })),
  );
}
