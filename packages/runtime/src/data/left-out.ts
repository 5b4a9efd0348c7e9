/** Examples that `unreadable: skip` leaves out: which, why, and how that is said. */
import { listed } from '@tlp/language/checks/listed.js';
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import type { Noun } from '@tlp/language/modalities/noun.js';
import type { LeftOutExample } from '@tlp/language/run/record.js';

/** Named in the warning; `run.json` has them all. */
const SHOWN = 10;

export function leftOutWarning(
  leftOut: readonly LeftOutExample[],
  total: number,
  file: string,
  noun: Noun,
): Diagnostic[] {
  if (leftOut.length === 0) return [];
  const names = listed(
    leftOut.map(({ id }) => id),
    SHOWN,
  );
  const are = leftOut.length === 1 ? 'is left out, because it' : 'are left out, because they';
  return [
    {
      code: 'TLP386',
      severity: 'warning',
      message: `${leftOut.length} of ${total} ${noun.many} ${are} cannot be read: ${names}.`,
      remedy: 'Copy them again from their source. To see what is wrong with each, set `unreadable: error`.',
      file,
    },
  ];
}
