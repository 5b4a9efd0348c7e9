import type { Cursor } from '../context/cursor.js';

/** The properties of the block that are written already, on both sides of the cursor. */
export const writtenNames = ({ block, word }: Cursor): ReadonlySet<string> =>
  new Set(
    block.members.flatMap((member) =>
      member.kind === 'property' && member.name.start !== word.start ? [member.name.text] : [],
    ),
  );
