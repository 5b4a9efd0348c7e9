/**
 * The text of word2vec and gensim, and fastText's `.vec`: a line with the number of words and of their numbers, then a word and its
 * numbers a line. Source: `_load_word2vec_format` in gensim/models/keyedvectors.py.
 */
import { counted } from '../../../quantities.js';
import { ImportProblem } from '../../model.js';
import { countedHeader } from '../counted-header.js';
import { fieldsOf, isGap, numbersOf, splitRow, type VectorFormat, wordIn } from '../format.js';
import { lineReader, longestLine } from '../lines.js';

export const word2vecText: VectorFormat = {
  name: 'word2vec_text',
  title: 'word2vec or fastText text',
  header(head, size) {
    const header = countedHeader(head);
    if (!header || !isText(head)) return undefined;
    // A number takes two bytes at least.
    if (size !== undefined && header.count * (2 * header.width + 1) > size)
      throw new ImportProblem(
        `its first line says ${header.count} words of ${header.width} numbers, for which ${size} bytes are too few`,
      );
    return header;
  },
  rows({ width, count = 0 }, onWord) {
    let words = 0;
    const reader = lineReader(longestLine(width), (line, number) => {
      if (number === 1 || line.length === 0) return;
      const place = `line ${number}`;
      if (++words > count)
        throw new ImportProblem(`${place} is one more word than the ${count} that its first line says`);
      const { word, rest } = splitRow(line, width, place);
      if (word.some(isGap)) throw new ImportProblem(`${place} has more than ${counted(width, 'number')}`);
      onWord(wordIn(word, place), words - 1, () => numbersOf(fieldsOf(rest), place));
    });
    return {
      push: reader.push,
      end() {
        reader.end();
        if (words < count)
          throw new ImportProblem(
            `it ends after ${counted(words, 'word')}, and its first line says ${count}`,
          );
      },
    };
  },
};

/** Numbers in binary form have, among the first hundreds of bytes, some that no text has. */
const isText = (head: Uint8Array): boolean =>
  !head.subarray(0, 4096).some((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0d].includes(byte));
