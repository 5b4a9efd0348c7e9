/** Fixes of comments that suppress messages, and the writing of such comments. */
import { suppressedError } from '../../checks/names/suppressed-error.js';
import { unknownSuppression } from '../../checks/names/unknown-suppression.js';
import { unusedSuppression } from '../../checks/names/unused-suppression.js';
import type { Diagnostic } from '../../diagnostic.js';
import type { Snapshot } from '../snapshot.js';
import { isComment } from '../tokens.js';
import { type Edit, indentAt, removal } from './edit.js';
import { type Fix, type FixContext, fix } from './fix.js';
import { meant } from './names.js';
import { fixOf } from './write.js';

/** Takes the code out of its comment, and the comment out of the text where it names no other. */
function remove({ snapshot, content, start, end, written }: FixContext): Fix | undefined {
  const comment = snapshot.tokens.find(
    (token) => isComment(token) && token.start <= start && end <= token.end,
  );
  if (!comment) return undefined;
  const [before = ''] = comment.text.split(':');
  const others = before.match(/TLP\w+/g)?.length ?? 0;
  if (others < 2) return fixOf('Remove the comment', [removal(content, comment)]);
  const comma = /^\s*,\s*/.exec(content.slice(end))?.[0].length ?? 0;
  const lead = comma > 0 ? 0 : (/\s*,\s*$/.exec(content.slice(comment.start, start))?.[0].length ?? 0);
  return fixOf(`Remove \`${written}\` from the comment`, [
    { start: start - lead, end: end + comma, text: '' },
  ]);
}

export const suppressionFixes = [
  fix(unknownSuppression, ({ code, known }, context) => [
    code === '' ? undefined : meant(code, known, context),
    remove(context),
  ]),
  fix(unusedSuppression, (_, context) => [remove(context)]),
  fix(suppressedError, (_, context) => [remove(context)]),
];

const ownCodes: ReadonlySet<string> = new Set(suppressionFixes.map(({ code }) => code));

/** A comment on the line before that keeps the message quiet; undefined where none can. */
export function suppressing(
  { code, severity, range, file }: Diagnostic,
  { text, file: own }: Snapshot,
): Edit | undefined {
  if (severity === 'error' || !range || file !== own || ownCodes.has(code)) return undefined;
  const content = text.getText();
  const start = text.offsetAt({ line: range.line - 1, character: 0 });
  return { start, end: start, text: `${indentAt(content, start)}// tlp-ignore ${code}\n` };
}
