/**
 * word2vec's binary form: a line with the number of words and of their numbers, then each word, a space and its numbers as
 * float32, little-endian; the C program writes a line end behind each. Source: `_word2vec_read_binary` in
 * gensim/models/keyedvectors.py.
 */
import { counted } from '../../../quantities.js';
import { ImportProblem } from '../../model.js';
import { countedHeader } from '../counted-header.js';
import { type VectorFormat, wordOf } from '../format.js';
import { joined } from '../lines.js';

const newline = 0x0a;
const space = 0x20;
/** Bytes of the longest word. */
const longestWord = 4096;

export const word2vecBinary: VectorFormat = {
  name: 'word2vec_binary',
  title: 'word2vec binary',
  header(head, size) {
    const header = countedHeader(head);
    if (!header) return undefined;
    const least = header.count * (4 * header.width + 2);
    if (size !== undefined && least > size)
      throw new ImportProblem(
        `its first line says ${header.count} words of ${header.width} numbers, at least ${least} bytes, and it has ${size}`,
      );
    return header;
  },
  rows({ width, count = 0 }, onWord) {
    let left: Uint8Array = new Uint8Array(0);
    let position = 0;
    let words = -1;
    /** Reads what begins at `start`; gives where it ends, or undefined where more bytes are needed. */
    const next = (bytes: Uint8Array, start: number): number | undefined => {
      if (words < 0) {
        const end = bytes.indexOf(newline, start);
        if (end >= 0) words = 0;
        return end < 0 ? undefined : end + 1;
      }
      let begin = start;
      while (bytes[begin] === newline) begin++;
      const end = bytes.indexOf(space, begin);
      const place = `the word at byte ${position + begin}`;
      if ((end < 0 ? bytes.length : end) - begin > longestWord)
        throw new ImportProblem(`${place} is longer than ${longestWord} bytes`);
      if (end < 0 || end + 1 + 4 * width > bytes.length) return undefined;
      const word = wordOf(bytes.subarray(begin, end));
      if (word === undefined) throw new ImportProblem(`${place} is not UTF-8`);
      onWord(word, words++, () => valuesAt(bytes, end + 1, width, place));
      return end + 1 + 4 * width;
    };
    return {
      push(bytes) {
        const all = left.length === 0 ? bytes : joined(left, bytes);
        let start = 0;
        while (words < count) {
          const end = next(all, start);
          if (end === undefined) break;
          start = end;
        }
        if (words >= count && all.subarray(start).some((byte) => byte !== newline))
          throw new ImportProblem(
            `it goes on behind byte ${position + start}, after the ${counted(count, 'word')} that its first line says`,
          );
        left = words >= count ? new Uint8Array(0) : all.slice(start);
        position += words >= count ? all.length : start;
      },
      end() {
        if (words < count)
          throw new ImportProblem(
            `it ends at byte ${position + left.length} after ${counted(Math.max(words, 0), 'word')}, and its first line says ${count}`,
          );
      },
    };
  },
};

function valuesAt(bytes: Uint8Array, start: number, width: number, place: string): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, 4 * width);
  const values = Float32Array.from({ length: width }, (_, i) => view.getFloat32(4 * i, true));
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) throw new ImportProblem(`${place} has ${values[wrong]} as its number ${wrong + 1}`);
  return values;
}
