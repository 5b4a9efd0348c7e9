/** Words that are to be tagged and that the network does not read. */
import { SPLITS } from '@tlp/language/data/split-bounds.js';
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { count, counted, percent } from '@tlp/language/quantities.js';
import { unread } from '../data/places.js';
import type { DataSet } from '../data/types.js';
import type { Reader } from '../modalities/modality.js';

/** Of all splits together; none where examples have no words. */
export async function warnOfUnreadWords(
  reader: Pick<Reader, 'places'>,
  { splits }: DataSet,
): Promise<readonly Diagnostic[]> {
  const places = await reader.places?.(SPLITS.flatMap((split) => splits[split]));
  if (!places) return [];
  const words = places.reduce((sum, own) => sum + own.length, 0);
  const of = (code: number) => places.map((own) => own.filter((place) => place === code).length);
  const [cut, empty] = [of(unread.cut), of(unread.empty)];
  const sum = (counts: readonly number[]) => counts.reduce((total, one) => total + one, 0);
  return [
    ...(sum(cut) === 0 ? [] : [cutWarning(sum(cut), words, cut.filter((many) => many > 0).length)]),
    ...(sum(empty) === 0 ? [] : [emptyNote(sum(empty))]),
  ];
}

const cutWarning = (cut: number, words: number, texts: number): Diagnostic => ({
  code: 'TLP676',
  severity: 'warning',
  message: `${count(cut)} of ${counted(words, 'word')} (${percent(cut / words)}), in ${counted(texts, 'text')}, ${cut === 1 ? 'stands' : 'stand'} behind the last token that the network is given.`,
  remedy: 'Raise `input` of the backbone, or divide the texts.',
});

const emptyNote = (empty: number): Diagnostic => ({
  code: 'TLP677',
  severity: 'info',
  message: `${counted(empty, 'word')} ${empty === 1 ? 'has' : 'have'} no character that the tokenizer knows.`,
  remedy: 'You need to do nothing, unless the words have been lost.',
});

/** Of predictions: the words that got no answer. */
export const unreadNote = (words: number): Diagnostic => ({
  code: 'TLP676',
  severity: 'warning',
  message: `${counted(words, 'word')} ${words === 1 ? 'was' : 'were'} not read and ${words === 1 ? 'is' : 'are'} in no entity.`,
  remedy: 'Divide the texts: the network is given no more tokens than it was trained with.',
});
