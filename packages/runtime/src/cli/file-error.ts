/** What the file system refuses anywhere in a command, told as what it is and not as a bug. */
import { fail, type TlpError } from '@tlp/language/diagnostic.js';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a file lies where a folder must be',
  EISDIR: 'it is a folder',
  EIO: 'the disk reports an error',
};

/** TLP879 for an error of the file system that people can mend; undefined for any other. */
export function fileError(error: unknown): TlpError | undefined {
  if (!(error instanceof Error) || !('syscall' in error)) return undefined;
  const { code, path } = error as NodeJS.ErrnoException;
  const reason = reasons[code ?? ''];
  if (reason === undefined) return undefined;
  // A write to a file that is open already does not say which.
  return fail(
    'TLP879',
    `${path ?? 'A file'} cannot be read or written: ${reason}.`,
    'Fix that, or use another file or folder.',
    { ...(path === undefined ? {} : { file: path }), exitCode: 2, cause: error },
  );
}
