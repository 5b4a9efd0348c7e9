/** What the headers of an answer say of the file and of the part of it that follows. */
import type { Response } from 'undici';
import { DownloadError } from './error.js';
import type { Expected } from './expected.js';
import type { Answer } from './http.js';

type Headers = Response['headers'];

/** By what a server knows a version of a file. RFC 9110, 8.8: only a strong one speaks of bytes. */
export interface Version {
  readonly etag?: string;
  readonly modified?: string;
}

export function versionOf(headers: Headers): Version {
  const etag = headers.get('etag');
  const modified = headers.get('last-modified');
  return { ...(etag?.startsWith('"') ? { etag } : {}), ...(modified ? { modified } : {}) };
}

/** Hashes of the whole file that its publisher's server states: Hugging Face's of LFS files, Google Cloud Storage's. */
export function statedHashes({ response, hops }: Answer): Pick<Expected, 'sha256' | 'md5'> {
  for (const headers of [...hops, response.headers]) {
    const linked = /^"?([0-9a-f]{64})"?$/i.exec(headers.get('x-linked-etag') ?? '')?.[1];
    if (linked) return { sha256: linked.toLowerCase() };
    const md5 = /\bmd5=([A-Za-z0-9+/]{22}==)/.exec(headers.get('x-goog-hash') ?? '')?.[1];
    if (md5) return { md5: Buffer.from(md5, 'base64').toString('hex') };
  }
  return {};
}

/** Bytes of the body; undefined where it is not said, or said of a compressed one. */
export function lengthOf(headers: Headers): number | undefined {
  const encoding = headers.get('content-encoding') ?? 'identity';
  const length = headers.get('content-length');
  return encoding !== 'identity' || length === null || !/^\d+$/.test(length) ? undefined : Number(length);
}

/** The whole file's size of a `content-range`. */
export function rangeOf(headers: Headers): { start: number; total: number | undefined } | undefined {
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '') ?? [];
  if (start === undefined) return undefined;
  return { start: Number(start), total: total === '*' ? undefined : Number(total) };
}

/** @throws DownloadError for a status that brings nothing: `network` where it may pass, else `refused` */
export function refuseStatus({ status, headers }: Response, url: string): never {
  const passing = status >= 500 || status === 408 || status === 429;
  throw new DownloadError(passing ? 'network' : 'refused', `${url} answered ${status}`, {
    status,
    retryAfter: retryAfter(headers.get('retry-after')),
  });
}

/** Milliseconds of `Retry-After`, which is seconds or a date (RFC 9110, 10.2.3). */
export function retryAfter(value: string | null, now = Date.now()): number | undefined {
  if (value === null) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
