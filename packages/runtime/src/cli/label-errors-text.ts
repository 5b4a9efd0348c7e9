/** `tlp label-errors` for people. */
import { modalityOf } from '@tlp/language/modalities/index.js';
import { countedOf } from '@tlp/language/modalities/noun.js';
import { count, percent } from '@tlp/language/quantities.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { LabelErrors } from '../label-errors/find-label-errors.js';
import type { CleanedRow } from './cleaned-file.js';
import type { Colors } from './output.js';
import { type Column, table } from './table.js';

/** Characters of a text in a line. */
const longest = 60;

/** @param top those that are asked for @param shown how many of them are listed */
export function renderLabelErrors(
  { data }: Pipeline,
  found: LabelErrors,
  { top, shown }: { readonly top: readonly CleanedRow[]; readonly shown: number },
  c: Colors,
): string {
  const { noun } = modalityOf(data);
  const judged = `${countedOf(found.judged, noun)} for training and validation, judged by ${found.folds} heads that had not seen them, which agree with ${percent(found.agreement)} of the labels`;
  const alone =
    found.alone > 0
      ? `${countedOf(found.alone, noun)} of classes that are in one part only ${found.alone === 1 ? 'is' : 'are'} not judged.\n`
      : '';
  if (top.length === 0) return `${judged}.\n${alone}No label is likely wrong.\n`;
  const total = found.errors.length;
  const likely = `${count(total)} ${total === 1 ? 'label is' : 'labels are'} likely wrong`;
  const isText = top.some(({ text }) => text !== null);
  const columns: readonly Column[] = [
    { title: 'score', align: 'right' },
    { title: 'label' },
    { title: 'suggested' },
    { title: noun.one },
    ...(isText ? [{ title: '' }] : []),
  ];
  const rows = top
    .slice(0, shown)
    .map(({ score, label, suggested, id, text }) => [
      percent(score),
      label,
      suggested,
      id,
      ...(isText ? [beginning(text ?? '')] : []),
    ]);
  const more = total > rows.length ? `… and ${count(total - rows.length)} more.\n` : '';
  return `${judged}.\n${alone}${c.bold(likely)}. The score is how likely the label is; the least likely come first.\n\n${table(columns, rows)}\n${more}`;
}

function beginning(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
