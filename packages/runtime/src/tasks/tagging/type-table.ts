import { count } from '@tlp/language/quantities.js';
import type { TaggingDetails } from '@tlp/language/tasks/tagging.js';
import type { Html } from '../../report/html.js';
import { rateTable } from '../../report/rate-table.js';

/** Precision, recall and F1 of every type of entity, or every tag, the weakest first; a click on a title sorts. */
export function typeTable({ types, scheme, words, unread }: TaggingDetails, of: string): Html {
  const isWords = scheme === 'none';
  const what = isWords
    ? 'Precision: the share of words with the tag in the prediction that have it. Recall: the share of words with the tag that were found.'
    : 'An entity is found where all its words and its type are right, as seqeval counts. Precision: the share of the entities predicted that are there. Recall: the share of the entities there that were found.';
  const lost =
    unread === 0
      ? ''
      : ` ${count(unread)} of them were not read and count as ${isWords ? 'wrong' : 'outside of entities'}.`;
  return rateTable(types, {
    title: `Per ${isWords ? 'tag' : 'type of entity'}`,
    note: `${of} ${count(words)} words.${lost} ${what} F1 is the harmonic mean of both.`,
    name: isWords ? 'tag' : 'type',
    many: isWords ? 'words' : 'entities',
  });
}
