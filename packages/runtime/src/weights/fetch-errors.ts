/** What went wrong while weights were fetched, in words for the person who waits for them. */
import type { WeightOrigin } from '@tlp/language/backbones/card.js';
import { fail } from '@tlp/language/diagnostic.js';
import { DownloadError } from '../files/download.js';

const DISK = new Set(['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST']);

/** Any error of one origin as a {@link DownloadError}. */
export function asFailure(error: unknown): DownloadError {
  if (error instanceof DownloadError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = code !== undefined && DISK.has(code) ? 'disk' : 'refused';
  return new DownloadError(reason, message, undefined, { cause: error });
}

/** The one error to show for all origins: the disk's first, then a wrong hash, then that nobody had the file. */
export function explain(
  label: string,
  origins: readonly WeightOrigin[],
  file: string,
  error: unknown,
): Error {
  const failures = (error instanceof AggregateError ? error.errors : [error]).map(asFailure);
  const aborted = failures.find(({ reason }) => reason === 'aborted');
  if (aborted) return aborted;
  const options = { exitCode: 2, cause: error } as const;
  const disk = failures.find(({ reason }) => reason === 'disk');
  if (disk) {
    return fail(
      'TLP262',
      `The weights ${label} could not be stored as ${file}: ${disk.message}.`,
      'Free some disk space, or set TLP_CACHE to a writable folder.',
      options,
    );
  }
  const reasons = failures.map(({ message }) => message).join('; ');
  if (failures.some(({ reason }) => reason === 'hash')) {
    return fail(
      'TLP261',
      `The weights ${label} differ from the published ones: ${reasons}.`,
      'They were deleted. Try another network; a proxy may have answered instead of the publisher.',
      options,
    );
  }
  return fail(
    'TLP260',
    `The weights ${label} could not be downloaded: ${reasons}.`,
    remedy(origins),
    options,
  );
}

function remedy(origins: readonly WeightOrigin[]): string {
  const url = origins.find((origin) => origin.kind === 'url')?.url;
  const byHand = url ? ` Or download ${url} by hand and write \`weights: file("…")\`.` : '';
  const proxy =
    url && (process.env.HTTPS_PROXY ?? process.env.https_proxy)
      ? ' Node uses the proxy in HTTPS_PROXY only with NODE_USE_ENV_PROXY=1, from Node 22.21 on.'
      : '';
  return `Check the network and try again.${byHand}${proxy}`;
}
