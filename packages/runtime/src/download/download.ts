/**
 * Downloads over HTTP that survive a bad network: a part file that is resumed by a Range request, a time limit
 * between bytes, retries with growing pauses, and a hash that decides whether the file gets its name.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { moveIntoPlace } from '../files/atomic.js';
import { type Digests, digestFile } from '../files/hash.js';
import { withLock } from '../files/lock.js';
import { duration } from '../units.js';
import { DownloadError, onDisk, reasonOf } from './error.js';
import { misfit, vouched } from './expected.js';
import { looksLike } from './first-bytes.js';
import type { Client } from './http.js';
import { requireOnline } from './offline.js';
import { lookAtPart, removeNote, removePart } from './part.js';
import { fetchPart, type PartOptions, type Received } from './part-request.js';

export interface DownloadOptions extends PartOptions {
  /** Told before a pause, in milliseconds, and why there is one. */
  readonly onPause?: ((pause: number, why: string) => void) | undefined;
  /** Further tries after the last that brought a mebibyte, each continuing where it stopped. Defaults to 4. */
  readonly retries?: number | undefined;
  /** The first pause between tries, milliseconds; doubles each time. Defaults to 500. */
  readonly pauseMs?: number | undefined;
  /** The longest pause that a server may ask for, milliseconds. Defaults to 2 minutes. */
  readonly longestPauseMs?: number | undefined;
  /** Where proxies and the offline switches are read. Defaults to the process's. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

/** After so many new bytes the count of tries begins anew: a large file may be cut many times. */
const progress = 1 << 20;

/**
 * Fetches `url` to the file `to` and gives its digests. `to` appears complete and verified, or not at all; an
 * interrupted download leaves `to.part`, which the next call continues where the server still has that version.
 * Where no hash is expected, those that the server states are checked.
 * @throws DownloadError
 */
export async function downloadFile(url: string, to: string, options: DownloadOptions = {}): Promise<Digests> {
  const { env = process.env } = options;
  requireOnline(env);
  await mkdir(path.dirname(to), { recursive: true }).catch(onDisk(to));
  const { httpClient } = await import('./http.js');
  const client = httpClient(env);
  try {
    return await withLock(`${to}.lock`, () => fetchVerified(client, url, to, options));
  } finally {
    await client.close();
  }
}

async function fetchVerified(
  client: Client,
  url: string,
  to: string,
  options: DownloadOptions,
): Promise<Digests> {
  const part = `${to}.part`;
  for (let round = 0; ; round++) {
    const { resumed, stated } = await fetchWithRetries(client, url, part, options);
    const expected = vouched(options) ? options : { ...options, ...stated };
    const found = await digestFile(part, { md5: expected.md5 !== undefined });
    const problem = misfit(found, expected);
    if (problem === undefined) {
      await moveIntoPlace(part, to).catch(onDisk(to));
      await removeNote(part);
      return found;
    }
    const looks = await looksLike(part);
    await removePart(part);
    // The part may have been another file's beginning; only a fresh download tells.
    if (resumed && round === 0) continue;
    throw new DownloadError('hash', `${url} ${problem}; its ${found.bytes} bytes are ${looks}`);
  }
}

async function fetchWithRetries(
  client: Client,
  url: string,
  part: string,
  options: DownloadOptions,
): Promise<Received> {
  const { retries = 4, pauseMs = 500, longestPauseMs = 120_000, signal, onPause } = options;
  for (let tries = 0; ; tries++) {
    const { size } = await lookAtPart(part);
    let failure: DownloadError;
    try {
      return await fetchPart(client, url, part, options);
    } catch (error) {
      failure = asFailure(error, url, signal);
      if (failure.reason === 'disk' || failure.reason === 'hash') await removePart(part);
    }
    if ((await lookAtPart(part)).size - size >= progress) tries = 0;
    const pause = Math.max(failure.retryAfter ?? 0, pauseMs * 2 ** tries);
    if (failure.reason !== 'network' || tries >= retries) throw failure;
    if (pause > longestPauseMs) {
      const asked = `${failure.message} and wants to be asked again in ${duration(pause / 1000)}`;
      throw new DownloadError('network', asked, { cause: failure });
    }
    onPause?.(pause, failure.message);
    await sleep(pause, undefined, signal ? { signal } : {}).catch((error: unknown) => {
      throw asFailure(error, url, signal);
    });
  }
}

function asFailure(cause: unknown, url: string, signal: AbortSignal | undefined): DownloadError {
  if (signal?.aborted) return new DownloadError('aborted', `${url} was interrupted`, { cause });
  if (cause instanceof DownloadError) return cause;
  return new DownloadError('network', `${url} could not be reached: ${reasonOf(cause)}`, { cause });
}
