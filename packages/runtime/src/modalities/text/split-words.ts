/** The words of a plain text, for a model that answers word by word. */

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/**
 * Words, numbers and marks of punctuation by the rules of Unicode (UAX #29), as their text has them. A mark stands for itself, so
 * that `Paris.` is two.
 */
export const splitWords = (text: string): readonly string[] =>
  Array.from(segmenter.segment(text), ({ segment }) => segment).filter((segment) => segment.trim() !== '');
