/** Whether downloads are forbidden. */
import { DownloadError } from './error.js';

type Env = Readonly<Record<string, string | undefined>>;

/** The second is the one that Hugging Face's own library obeys, and is read as there. */
const switches = ['TLP_OFFLINE', 'HF_HUB_OFFLINE'] as const;

/** The variable that forbids them, as it is set (`TLP_OFFLINE=1`); undefined where none does. */
export function offlineBy(env: Env): string | undefined {
  const name = switches.find((candidate) => /^(1|on|yes|true)$/i.test(env[candidate] ?? ''));
  return name && `${name}=${env[name]}`;
}

/** @throws DownloadError `offline` where they are forbidden */
export function requireOnline(env: Env): void {
  const forbidden = offlineBy(env);
  if (forbidden) throw new DownloadError('offline', `downloads are off (${forbidden})`);
}
