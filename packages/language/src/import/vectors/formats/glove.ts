/** GloVe's text: a word and its numbers a line, nothing before them. Pennington et al. 2014, nlp.stanford.edu/projects/glove. */
import { checkedHeader, fieldsOf, numbersOf, splitRow, type VectorFormat, wordIn } from '../format.js';
import { firstLines, lineReader, longestLine } from '../lines.js';

/** Enough that most of them have a word without spaces. */
const linesSeen = 50;

/** Of what has fewer, lists of words and their counts are taken for vectors. */
const leastNumbers = 2;

export const glove: VectorFormat = {
  name: 'glove',
  title: 'GloVe text',
  header(head, size) {
    const lines = firstLines(head, linesSeen, size !== undefined && size <= head.length);
    const width = usual(lines.filter(({ length }) => length > 0).map(numbersBehind));
    return width >= leastNumbers ? checkedHeader({ width }) : undefined;
  },
  rows({ width }, onWord) {
    return lineReader(longestLine(width), (line, number) => {
      if (line.length === 0) return;
      const place = `line ${number}`;
      const { word, rest } = splitRow(line, width, place);
      onWord(wordIn(word, place), number - 1, () => numbersOf(fieldsOf(rest), place));
    });
  },
};

/** What most lines have; the larger of two that are as frequent. 0 where there are none. */
function usual(widths: readonly number[]): number {
  const times = (width: number) => widths.filter((other) => other === width).length;
  return widths.reduce((best, width) => {
    const more = times(width) - times(best);
    return more > 0 || (more === 0 && width > best) ? width : best;
  }, widths[0] ?? 0);
}

/** How many numbers stand behind the first field: words with spaces have one or two more, where they end in a number. */
function numbersBehind(line: Uint8Array): number {
  const [, ...fields] = fieldsOf(line).map((field) => field.trim());
  while (fields.at(-1) === '') fields.pop();
  const other = fields.findLastIndex((field) => field === '' || !Number.isFinite(Number(field)));
  return fields.length - 1 - other;
}
