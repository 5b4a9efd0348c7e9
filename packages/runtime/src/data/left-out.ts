/** Images that `unreadable: skip` leaves out: which, why, and how that is said. */
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import type { LeftOutImage } from '@tlp/language/run/record.js';

/** Named in the warning; `run.json` has them all. */
const SHOWN = 10;

export function leftOutWarning(leftOut: readonly LeftOutImage[], total: number, file: string): Diagnostic[] {
  if (leftOut.length === 0) return [];
  const shown = leftOut.slice(0, SHOWN).map(({ image }) => image);
  const more = leftOut.length - shown.length;
  const names = shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
  const are = leftOut.length === 1 ? 'is left out, because it' : 'are left out, because they';
  return [
    {
      code: 'TLP386',
      severity: 'warning',
      message: `${leftOut.length} of ${total} images ${are} cannot be read: ${names}.`,
      remedy: 'Copy them again from their source. To see what is wrong with each, set `unreadable: error`.',
      file,
    },
  ];
}
