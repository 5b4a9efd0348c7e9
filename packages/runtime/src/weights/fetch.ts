/**
 * Published weights, fetched once a user and kept in a cache that all projects share. A file is checked on every use,
 * and appears complete and verified or not at all.
 */
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { WeightSource } from '@tlp/language/backbones/card.js';
import { DownloadError } from '../download/error.js';
import { offlineBy } from '../download/offline.js';
import { removeLeftovers } from '../files/atomic.js';
import { withLock } from '../files/lock.js';
import { cachedPath, type EntryState, expectedOf, lookAtEntry, recordHash } from './cache-entry.js';
import { asFailure, explain, labelOf, type Wanted } from './fetch-errors.js';
import { fetchFrom, type OriginOptions } from './fetch-origin.js';
import { takeKnownCopy } from './known-copies.js';

/** What fetching tells its caller while it works; bytes where they are known. */
export interface FetchProgress {
  readonly step: 'lock' | 'download' | 'done';
  readonly message: string;
  readonly done?: number;
  readonly total?: number;
}

export type OnFetch = (progress: FetchProgress) => void;

/** In words: what is fetched, and how much of it is there. */
export const fetchText = ({ message, done, total }: FetchProgress): string =>
  done && total ? `${message}: ${Math.round((100 * done) / total)}%` : message;

export interface FetchOptions extends Omit<OriginOptions, 'env' | 'say'> {
  /** The backbone that the weights are for, for messages. */
  readonly of?: string;
  readonly onProgress?: OnFetch;
  /** Defaults to `weights` in the per-user cache. */
  readonly folder?: string | undefined;
  /** Where proxies, mirrors, tokens and the offline switches are read. Defaults to the process's. */
  readonly env?: OriginOptions['env'] | undefined;
}

export interface Fetched {
  readonly path: string;
  /** SHA-256, lower-case hex. */
  readonly hash: string;
}

/**
 * The file of published weights: out of the cache, from where another program keeps it, or from the first of the
 * source's origins that gives the right bytes.
 * @throws TlpError TLP260 (no origin has it), TLP261 (other bytes than published), TLP262 (cannot be stored), TLP263
 *   (downloads are off); DownloadError `aborted` where `signal` stopped it.
 */
export async function fetchWeights(
  source: WeightSource<object>,
  options: FetchOptions = {},
): Promise<Fetched> {
  const file = cachedPath(source, options.folder);
  const entry = await lookAtEntry(file, source);
  if (entry.kind === 'intact') return { path: file, hash: entry.hash };
  const wanted: Wanted = { source, file, of: options.of, env: options.env ?? process.env };
  try {
    await mkdir(path.dirname(file), { recursive: true });
    const onWait = () =>
      options.onProgress?.({
        step: 'lock',
        message: `waiting for another process that fetches ${labelOf(wanted)}`,
      });
    // Not the name that `downloadFile` locks.
    return await withLock(`${file}.fetch-lock`, () => fetchUnderLock(wanted, options), { onWait });
  } catch (error) {
    throw explain(wanted, error);
  }
}

async function fetchUnderLock(wanted: Wanted, options: FetchOptions): Promise<Fetched> {
  const { source, file, env } = wanted;
  const meanwhile = await lookAtEntry(file, source);
  if (meanwhile.kind === 'intact') return { path: file, hash: meanwhile.hash };
  await removeLeftovers(path.dirname(file));
  const expected = expectedOf(source);
  const done = async (hash: string): Promise<Fetched> => {
    await recordHash(file, source, hash);
    options.onProgress?.({ step: 'done', message: `the weights ${labelOf(wanted)} are in the cache` });
    return { path: file, hash };
  };
  const copied = await takeKnownCopy(source.origins, file, expected, env);
  if (copied) return done(copied);
  const forbidden = offlineBy(env);
  if (forbidden) throw new DownloadError('offline', offlineText(meanwhile, forbidden));
  await rm(file, { force: true });
  const failures: DownloadError[] = [];
  for (const origin of source.origins) {
    try {
      return await done(
        await fetchFrom(origin, file, expected, { ...options, env, say: telling(options.onProgress) }),
      );
    } catch (error) {
      const failure = asFailure(error);
      if (failure.reason === 'aborted') throw failure;
      failures.push(failure);
    }
  }
  throw new AggregateError(failures);
}

const offlineText = (entry: EntryState, forbidden: string): string =>
  entry.kind === 'damaged'
    ? `are damaged in the cache (the file ${entry.problem}), and downloads are off (${forbidden})`
    : `are not in the cache, and downloads are off (${forbidden})`;

export const telling =
  (onProgress: OnFetch | undefined): OriginOptions['say'] =>
  (message, done, total) =>
    onProgress?.({
      step: 'download',
      message,
      ...(done === undefined ? {} : { done }),
      ...(total === undefined ? {} : { total }),
    });
