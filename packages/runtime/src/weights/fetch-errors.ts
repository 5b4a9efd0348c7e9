/** What went wrong while weights were fetched, in words for the person who waits for them. */
import type { WeightSource } from '@tlp/language/backbones/card.js';
import { fail } from '@tlp/language/diagnostic.js';
import { DownloadError } from '../download/error.js';
import { bytes } from '../units.js';
import { addressOf } from './fetch-origin.js';

export interface Wanted {
  readonly source: WeightSource<object>;
  /** Where the cache would keep it. */
  readonly file: string;
  /** The backbone. */
  readonly of: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** `imagenet of resnet18` */
export const labelOf = ({ source, of }: Wanted): string =>
  of === undefined ? source.name : `${source.name} of ${of}`;

const DISK = new Set(['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST']);

/** Any error of one origin as a {@link DownloadError}. */
export function asFailure(error: unknown): DownloadError {
  if (error instanceof DownloadError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = code !== undefined && DISK.has(code) ? 'disk' : 'refused';
  return new DownloadError(reason, message, { cause: error });
}

/** The one error to show for all origins: the disk's first, then a wrong hash, then that nobody had the file. */
export function explain(wanted: Wanted, error: unknown): Error {
  const { file } = wanted;
  const label = labelOf(wanted);
  const failures = (error instanceof AggregateError ? error.errors : [error]).map(asFailure);
  const first = (reason: DownloadError['reason']) => failures.find((failure) => failure.reason === reason);
  const aborted = first('aborted');
  if (aborted) return aborted;
  const options = { exitCode: 2, cause: error } as const;
  const offline = first('offline');
  if (offline) {
    return fail('TLP263', `The weights ${label} ${offline.message}.`, offlineRemedy(wanted), options);
  }
  const disk = first('disk');
  if (disk) {
    return fail(
      'TLP262',
      `The weights ${label} could not be stored as ${file}: ${disk.message}.`,
      'Free some disk space, or set TLP_CACHE to a writable folder.',
      options,
    );
  }
  const reasons = failures.map(({ message }) => message).join('; ');
  if (first('hash')) {
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
    onlineRemedy(wanted, failures),
    options,
  );
}

function onlineRemedy({ source, file, env }: Wanted, failures: readonly DownloadError[]): string {
  const address = source.origins.flatMap((origin) =>
    origin.kind === 'pip' ? [] : [addressOf(origin, env)],
  )[0];
  const closed = failures.some(({ status }) => status === 401 || status === 403);
  const token =
    closed && source.origins.some(({ kind }) => kind === 'huggingface')
      ? ' A repository that is private, or whose terms are to be accepted first, needs HF_TOKEN.'
      : '';
  const byHand = address
    ? ` Or download ${address} by hand and save it as ${file}, or write \`weights: file("…")\`.`
    : '';
  return `Check the network and try again.${token}${byHand}`;
}

function offlineRemedy({ source, of, file }: Wanted): string {
  const command =
    of === undefined ? '' : `Run \`tlp weights fetch ${of}:${source.name}\` where there is a network, `;
  const { sha256, sha256Prefix, md5 } = source;
  const known = [
    ...(sha256 ? [`sha256 ${sha256}`] : sha256Prefix ? [`sha256 ${sha256Prefix}…`] : []),
    ...(md5 && !sha256 ? [`md5 ${md5}`] : []),
    ...(source.bytes === undefined ? [] : [bytes(source.bytes)]),
  ].join(', ');
  return `${command || 'Fetch them elsewhere '}and put the file here as ${file}${known ? ` (${known})` : ''}.`;
}
