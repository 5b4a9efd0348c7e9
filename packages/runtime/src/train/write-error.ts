import { fail, type TlpError } from '@tlp/language/diagnostic.js';
import { errorText } from '@tlp/language/error-text.js';

const ofRun =
  'Free some disk space or fix the permissions, then continue with --resume; or choose another directory with --out.';

/** Why a file of a run could not be written, as a full disk or a missing right. */
export function cannotWrite(file: string, cause: unknown, remedy = ofRun): TlpError {
  return fail('TLP851', `${file} cannot be written: ${errorText(cause)}.`, remedy, {
    file,
    exitCode: 2,
    cause,
  });
}

/** What the file system refuses becomes an error for people. @throws TLP851 */
export async function writing<T>(file: string, work: Promise<T>, remedy?: string): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw cannotWrite(file, cause, remedy);
  }
}
