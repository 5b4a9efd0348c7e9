/** One request for what a part file lacks. */
import { open } from 'node:fs/promises';
import { lengthOf, rangeOf, refuseStatus, statedHashes, versionOf } from './answer.js';
import { DownloadError, onDisk, reasonOf } from './error.js';
import { type Expected, misstated, vouched } from './expected.js';
import type { Answer, Client } from './http.js';
import { beginPart, lookAtPart, type PartNote, removePart, requireSpace, writeAll } from './part.js';

/** What is expected of the whole file, and how to ask for it. */
export interface PartOptions extends Expected {
  readonly onProgress?: ((done: number, total: number | undefined) => void) | undefined;
  /** Milliseconds without a byte after which the connection is given up. Defaults to 30 s. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Sent as a bearer token, to this host and to none that it redirects to. */
  readonly token?: string | undefined;
}

export interface Received {
  /** Whether its beginning is of an earlier answer. */
  readonly resumed: boolean;
  /** Of the whole file, where the server states them. */
  readonly stated: Pick<Expected, 'sha256' | 'md5'>;
}

/**
 * One request; appends to the part file from where it ends.
 * @throws DownloadError, and what `fetch` throws
 */
export async function fetchPart(
  client: Client,
  url: string,
  part: string,
  options: PartOptions,
): Promise<Received> {
  const { timeoutMs = 30_000, signal, token } = options;
  const before = await usablePart(part, url, options);
  if (before.size > 0 && before.size === options.bytes) return { resumed: true, stated: {} };
  const stalled = new AbortController();
  const stall = () =>
    stalled.abort(new DownloadError('network', `${url} sent nothing for ${timeoutMs / 1000} s`));
  let timer = setTimeout(stall, timeoutMs);
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(stall, timeoutMs);
  };
  try {
    const answer = await client.request(url, {
      headers: requestHeaders(before),
      signal: signal ? AbortSignal.any([signal, stalled.signal]) : stalled.signal,
      token,
    });
    try {
      return await receive(answer, url, part, before, options, alive);
    } catch (error) {
      await answer.response.body?.cancel().catch(() => undefined);
      throw error;
    }
  } finally {
    clearTimeout(timer);
  }
}

interface Before {
  readonly size: number;
  readonly note: PartNote | undefined;
}

/** What is there, unless nothing says that it belongs to what the address gives now. */
async function usablePart(part: string, url: string, options: PartOptions): Promise<Before> {
  const { size, note } = await lookAtPart(part);
  const known = note ? note.url === url && (note.etag ?? note.modified) !== undefined : false;
  if (size === 0 || known || (vouched(options) && (!note || note.url === url))) return { size, note };
  await removePart(part);
  return { size: 0, note: undefined };
}

function requestHeaders({ size, note }: Before): Record<string, string> {
  // A compressed answer would have neither the length nor the ranges of the file.
  const headers = { 'accept-encoding': 'identity' };
  if (size === 0) return headers;
  const version = note?.etag ?? note?.modified;
  return { ...headers, range: `bytes=${size}-`, ...(version ? { 'if-range': version } : {}) };
}

/** Writes what the answer brings. */
async function receive(
  answer: Answer,
  url: string,
  part: string,
  before: Before,
  options: PartOptions,
  alive: () => void,
): Promise<Received> {
  const { response } = answer;
  const stated = statedHashes(answer);
  if (isWhole(answer, before, options)) return { resumed: true, stated };
  const start = await startOf(answer, url, part, before);
  const length = lengthOf(response.headers);
  const told = length === undefined ? undefined : start + length;
  const problem = misstated({ ...stated, bytes: told }, options);
  if (problem) throw new DownloadError('hash', `${url} ${problem}`);
  const total = told ?? options.bytes;
  if (total !== undefined) await requireSpace(part, total - start);
  const handle =
    start > 0
      ? await open(part, 'a').catch(onDisk(part))
      : await beginPart(part, { url, ...versionOf(response.headers) });
  let done = start;
  try {
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      alive();
      await writeAll(handle, chunk).catch(onDisk(part));
      done += chunk.length;
      if (total !== undefined && done > total) {
        throw new DownloadError('hash', `${url} sends more than its ${total} bytes`);
      }
      options.onProgress?.(done, total);
    }
  } catch (cause) {
    if (cause instanceof DownloadError) throw cause;
    throw new DownloadError('network', `${url} broke off at byte ${done}: ${reasonOf(cause)}`, { cause });
  } finally {
    await handle.close();
  }
  if (total !== undefined && done < total) {
    throw new DownloadError('network', `${url} ended after ${done} of ${total} bytes`);
  }
  return { resumed: start > 0, stated };
}

/** Whether the part has everything already: a process can be killed between the last byte and the new name. */
const isWhole = ({ response }: Answer, { size }: Before, options: PartOptions): boolean =>
  response.status === 416 && vouched(options) && response.headers.get('content-range') === `bytes */${size}`;

/** The byte at which the body starts. Where the part is of no use to the server, it goes, and the next try is fresh. */
async function startOf(
  { response }: Answer,
  url: string,
  part: string,
  { size, note }: Before,
): Promise<number> {
  if (response.status === 200) return 0;
  if (size === 0 || (response.status !== 206 && response.status !== 416)) refuseStatus(response, url);
  const etag = versionOf(response.headers).etag;
  const sameVersion = etag === undefined || note?.etag === undefined || etag === note.etag;
  if (response.status === 206 && sameVersion && rangeOf(response.headers)?.start === size) return size;
  await removePart(part);
  throw new DownloadError('network', `${url} cannot continue at byte ${size}`);
}
