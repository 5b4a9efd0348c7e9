import path from 'node:path';
import envPaths from 'env-paths';

/** The per-user cache that all projects share; `TLP_CACHE` moves it. */
export function cacheRoot(env: NodeJS.ProcessEnv = process.env): string {
  return env.TLP_CACHE ? path.resolve(env.TLP_CACHE) : envPaths('tlp', { suffix: '' }).cache;
}

/** Where native libraries lie, a folder for each version and platform. */
export function nativeRoot(env: NodeJS.ProcessEnv = process.env): string {
  return path.join(cacheRoot(env), 'native');
}
