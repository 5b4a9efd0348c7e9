/** What the feature store has to say where a disk fails it. */
import { type Diagnostic, fail } from '@tlp/language/diagnostic.js';
import { errorText } from '@tlp/language/error-text.js';

export function cannotStore(root: string, cause: unknown): Diagnostic {
  return {
    code: 'TLP367',
    severity: 'warning',
    message: `Features cannot be stored in ${root}: ${errorText(cause)}.`,
    remedy: 'Training continues. Free some disk space, or set TLP_CACHE to a folder on another disk.',
    file: root,
  };
}

export function wasDamaged(folder: string): Diagnostic {
  return {
    code: 'TLP591',
    severity: 'warning',
    message: `Stored features in ${folder} are damaged. The files have been removed.`,
    remedy:
      'What they held is computed again. Where it happens often, check the disk, or set TLP_CACHE to a folder on another one.',
    file: folder,
  };
}

export function noRoom(root: string, cause: unknown) {
  return fail(
    'TLP369',
    `The features fit neither in ${root} nor in memory: ${errorText(cause)}.`,
    'Free some disk space, or set TLP_CACHE to a folder on another disk.',
    { file: root, exitCode: 2, cause },
  );
}
