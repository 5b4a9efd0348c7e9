/**
 * Downloads over HTTP that survive a bad network: a part file that is resumed by a Range request, a time limit
 * between bytes, retries with growing pauses, and a hash that decides whether the file gets its name.
 */
import { type FileHandle, mkdir, open, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { moveIntoPlace } from './atomic.js';
import { sha256File } from './hash.js';
import { withLock } from './lock.js';

export interface DownloadOptions {
  /** Of the whole file, lower-case hex; its first digits where the publisher states no more. */
  readonly sha256?: string;
  /** Size where it is known: shown as progress, and an upper bound on what is accepted. */
  readonly bytes?: number;
  readonly onProgress?: (done: number, total: number | undefined) => void;
  /** Milliseconds without a byte after which the connection is given up. Defaults to 30 s. */
  readonly timeoutMs?: number;
  /** Further tries after the first, each continuing where the last one stopped. Defaults to 4. */
  readonly retries?: number;
  /** The first pause between tries, milliseconds; doubles each time. Defaults to 500. */
  readonly pauseMs?: number;
  readonly signal?: AbortSignal;
}

export type DownloadFailure = 'refused' | 'network' | 'hash' | 'disk' | 'aborted';

/** Why a file could not be had; the message is a clause for a sentence, without a full stop. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  constructor(
    readonly reason: DownloadFailure,
    message: string,
    readonly actualHash?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Fetches `url` to the file `to` and gives its SHA-256. `to` appears complete and verified, or not at all; an
 * interrupted download leaves `to.part`, which the next call continues where a hash can vouch for the result.
 * @throws DownloadError
 */
export async function downloadFile(url: string, to: string, options: DownloadOptions = {}): Promise<string> {
  await mkdir(path.dirname(to), { recursive: true }).catch(onDisk(to));
  return withLock(`${to}.lock`, async () => {
    const part = `${to}.part`;
    if (!options.sha256) await rm(part, { force: true });
    const resumed = await fetchWithRetries(url, part, options);
    let actual = await sha256File(part);
    if (!matches(actual, options.sha256) && resumed) {
      // The part may have been another file's beginning; only a fresh download tells.
      await rm(part, { force: true });
      await fetchWithRetries(url, part, options);
      actual = await sha256File(part);
    }
    if (!matches(actual, options.sha256)) {
      await rm(part, { force: true });
      throw new DownloadError('hash', `${url} has sha256 ${actual}, ${options.sha256} was expected`, actual);
    }
    await moveIntoPlace(part, to).catch(onDisk(to));
    return actual;
  });
}

function matches(actual: string, expected: string | undefined): boolean {
  return expected === undefined || actual.startsWith(expected.toLowerCase());
}

/** Completes the part file; true where its beginning is of an earlier answer. */
async function fetchWithRetries(url: string, part: string, options: DownloadOptions): Promise<boolean> {
  const { retries = 4, pauseMs = 500, signal } = options;
  for (let tries = 0; ; tries++) {
    try {
      return await fetchOnce(url, part, options);
    } catch (error) {
      const failure = asFailure(error, url, signal);
      if (failure.reason === 'disk' || failure.reason === 'hash') await rm(part, { force: true });
      if (failure.reason !== 'network' || tries >= retries) throw failure;
    }
    await sleep(pauseMs * 2 ** tries);
  }
}

/** One request; appends to the part file from where it ends. */
async function fetchOnce(url: string, part: string, options: DownloadOptions): Promise<boolean> {
  const { timeoutMs = 30_000, bytes, onProgress, signal } = options;
  const offset = await sizeOf(part);
  if (bytes !== undefined && offset === bytes) return true;
  const stalled = new AbortController();
  const stall = () =>
    stalled.abort(new DownloadError('network', `${url} sent nothing for ${timeoutMs / 1000} s`));
  let timer = setTimeout(stall, timeoutMs);
  try {
    const response = await fetch(url, {
      // A compressed answer would have neither the length nor the ranges of the file.
      headers: { 'accept-encoding': 'identity', ...(offset > 0 ? { range: `bytes=${offset}-` } : {}) },
      signal: signal ? AbortSignal.any([signal, stalled.signal]) : stalled.signal,
    });
    const start = startOf(response, url, offset);
    if (start === undefined) {
      await response.body?.cancel();
      await rm(part, { force: true });
      throw new DownloadError('network', `${url} cannot continue at byte ${offset}`);
    }
    const length = Number(response.headers.get('content-length') ?? Number.NaN);
    const total = Number.isNaN(length) ? bytes : start + length;
    if (bytes !== undefined && total !== undefined && total > bytes) {
      await response.body?.cancel();
      throw new DownloadError('hash', `${url} has ${total} bytes, ${bytes} were expected`);
    }
    let done = start;
    const handle = await open(part, start > 0 ? 'a' : 'w').catch(onDisk(part));
    try {
      for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
        clearTimeout(timer);
        timer = setTimeout(stall, timeoutMs);
        await writeAll(handle, chunk).catch(onDisk(part));
        done += chunk.length;
        if (total !== undefined && done > total) {
          throw new DownloadError('hash', `${url} sends more than its ${total} bytes`);
        }
        onProgress?.(done, total);
      }
    } finally {
      await handle.close();
    }
    if (total !== undefined && done < total) {
      throw new DownloadError('network', `${url} ended after ${done} of ${total} bytes`);
    }
    return start > 0;
  } finally {
    clearTimeout(timer);
  }
}

/** The byte at which the answer's body starts; undefined where the part file is of no use to the server. */
function startOf(response: Response, url: string, offset: number): number | undefined {
  if (response.status === 200) return 0;
  if (response.status === 206) {
    const start = Number(/^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1]);
    return start === offset ? offset : undefined;
  }
  if (response.status === 416) return undefined;
  const passing = response.status >= 500 || response.status === 408 || response.status === 429;
  throw new DownloadError(passing ? 'network' : 'refused', `${url} answered ${response.status}`);
}

async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.length; ) at += (await handle.write(chunk, at)).bytesWritten;
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => null))?.size ?? 0;
}

function onDisk(file: string): (error: unknown) => never {
  return (error) => {
    throw new DownloadError('disk', `${file} could not be written: ${text(error)}`, undefined, {
      cause: error,
    });
  };
}

function asFailure(error: unknown, url: string, signal: AbortSignal | undefined): DownloadError {
  if (signal?.aborted)
    return new DownloadError('aborted', `${url} was interrupted`, undefined, { cause: error });
  if (error instanceof DownloadError) return error;
  return new DownloadError('network', `${url} could not be reached: ${text(error)}`, undefined, {
    cause: error,
  });
}

/** `fetch` says "fetch failed" and hides what failed in the cause. */
function text(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}
