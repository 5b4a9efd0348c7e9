import path from 'node:path';
import envPaths from 'env-paths';

/** The per-user cache that all projects share; `TLP_CACHE` moves it. */
export function cacheRoot(env: NodeJS.ProcessEnv = process.env): string {
  return env.TLP_CACHE ? path.resolve(env.TLP_CACHE) : envPaths('tlp', { suffix: '' }).cache;
}

/** A folder of the cache, by its path below the root; not created. */
export function cacheFolder(...parts: readonly string[]): string {
  return path.join(cacheRoot(), ...parts);
}
