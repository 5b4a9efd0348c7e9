/** What went wrong while a repository was fetched, in words for the person who waits for it. */
import { fail } from '@tlp/language/diagnostic.js';
import type { Repository } from '@tlp/language/import/huggingface/repositories.js';
import type { DownloadError } from '../../download/error.js';
import { asFailure } from '../fetch-errors.js';

/** @param folder where its files would be kept */
export function explainRepository({ name, revision }: Repository, error: unknown, folder: string): Error {
  const failure = asFailure(error);
  const { reason, message } = failure;
  const options = { exitCode: 2, cause: error } as const;
  const what = `The repository ${name}`;
  switch (reason) {
    case 'aborted':
      return failure;
    case 'offline':
      return fail(
        'TLP263',
        `${what} is not in the cache, and ${message}.`,
        `Run \`tlp weights fetch ${name}${revision === undefined ? '' : `@${revision}`}\` where there is a network, and copy ${folder} from there.`,
        options,
      );
    case 'disk':
      return fail(
        'TLP262',
        `${what} could not be stored: ${message}.`,
        'Free some disk space, or set TLP_CACHE to a writable folder.',
        options,
      );
    case 'hash':
      return fail(
        'TLP261',
        `${what} differs from what is published: ${message}.`,
        'The file was deleted. Try another network; a proxy may have answered instead of the publisher.',
        options,
      );
    default:
      return fail('TLP260', `${what} could not be downloaded: ${message}.`, remedyOf(failure), options);
  }
}

/** The hub answers 401, not 404, where there is no such repository: it may be a private one. */
function remedyOf({ status }: DownloadError): string {
  if (status === 401 || status === 403)
    return 'Check its name. A repository that is private, or whose terms are to be accepted first, needs HF_TOKEN.';
  if (status === 404) return 'Check its name and the revision.';
  return 'Check the network and try again, or give a folder with its files.';
}
