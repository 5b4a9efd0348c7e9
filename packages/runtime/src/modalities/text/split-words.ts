/** The words of a plain text, for a model that answers word by word. */

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/** A name of somebody or of a subject, as social networks write them. */
const isSign = (segment: string): boolean => segment === '@' || segment === '#';

/**
 * Words, numbers and marks of punctuation by the rules of Unicode (UAX #29), as their text has them. A mark stands for itself, so
 * that `Paris.` is two; `@anna` and `#paris` are one each.
 */
export function splitWords(text: string): readonly string[] {
  const words: string[] = [];
  let before = ' ';
  let isOpen = false;
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    if (isOpen && isWordLike) words[words.length - 1] += segment;
    else if (segment.trim() !== '') words.push(segment);
    isOpen = isSign(segment) && before.trim() === '';
    before = segment;
  }
  return words;
}
