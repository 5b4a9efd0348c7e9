/** The first line of word2vec's files: how many words there are, and how many numbers each has. */
import { latin1 } from '../../weights/kinds.js';
import { checkedHeader, type VectorHeader } from './format.js';

/** Undefined where the file begins otherwise. @throws ImportProblem of numbers that no file has */
export function countedHeader(head: Uint8Array): (VectorHeader & { readonly count: number }) | undefined {
  const [, count, width] = /^(\d+)[ \t]+(\d+)[ \t]*\r?\n/.exec(latin1(head.subarray(0, 64))) ?? [];
  if (count === undefined || width === undefined) return undefined;
  const header = { count: Number(count), width: Number(width) };
  checkedHeader(header);
  return header;
}
