/** Bytes that come in pieces, cut into lines. */
import { ImportProblem } from '../model.js';

/** A word may have a thousand characters, a number fifty. */
export const longestLine = (width: number): number => 4096 + 64 * width;

const newline = 0x0a;

/**
 * @param onLine is given each line without its end, with its number from 1; the bytes are its own only until it returns
 * @returns what takes the bytes, and then the end
 */
export function lineReader(
  most: number,
  onLine: (line: Uint8Array, number: number) => void,
): { push(bytes: Uint8Array): void; end(): void } {
  let number = 1;
  let begun: Uint8Array = new Uint8Array(0);
  const check = (length: number) => {
    if (length > most) throw new ImportProblem(`line ${number} is longer than ${most} bytes`);
  };
  return {
    push(bytes) {
      let start = 0;
      for (;;) {
        const end = bytes.indexOf(newline, start);
        if (end < 0) break;
        check(begun.length + end - start);
        const rest = bytes.subarray(start, end);
        onLine(begun.length === 0 ? rest : joined(begun, rest), number++);
        begun = new Uint8Array(0);
        start = end + 1;
      }
      check(begun.length + bytes.length - start);
      begun = joined(begun, bytes.subarray(start));
    },
    end() {
      if (begun.length > 0) onLine(begun, number);
    },
  };
}

export function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

/** The whole lines of a file's beginning; all of a short one, whose last line need not have an end. */
export function firstLines(head: Uint8Array, most: number, isWhole: boolean): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = 0;
  while (lines.length < most && start < head.length) {
    const end = head.indexOf(newline, start);
    if (end < 0 && !isWhole) break;
    lines.push(head.subarray(start, end < 0 ? head.length : end));
    start = end < 0 ? head.length : end + 1;
  }
  return lines;
}
