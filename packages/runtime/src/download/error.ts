/**
 * `refused`: asking again is of no use; `network`: it may be; `hash`: other bytes than expected; `offline`: downloads
 * are forbidden.
 */
export type DownloadFailure = 'refused' | 'network' | 'hash' | 'disk' | 'aborted' | 'offline';

interface Details extends ErrorOptions {
  /** Of HTTP. */
  readonly status?: number;
  /** Milliseconds after which the server wants to be asked again. */
  readonly retryAfter?: number | undefined;
}

/** Why a file could not be had; the message is a clause for a sentence, without a full stop. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  readonly status: number | undefined;
  readonly retryAfter: number | undefined;

  constructor(
    readonly reason: DownloadFailure,
    message: string,
    { status, retryAfter, ...options }: Details = {},
  ) {
    super(message, options);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** For `catch`: the file could not be written. */
export function onDisk(file: string): (error: unknown) => never {
  return (cause) => {
    throw new DownloadError('disk', `${file} could not be written: ${reasonOf(cause)}`, { cause });
  };
}

/** `fetch` says "fetch failed" and hides what failed in the cause. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}
