/** A form in which files hold vectors of words, and how one is read as its bytes come. */
import { counted } from '../../quantities.js';
import { latin1 } from '../../weights/kinds.js';
import { ImportProblem } from '../model.js';

export interface VectorHeader {
  /** Numbers of a word. */
  readonly width: number;
  /** Words in the file, where it says how many. */
  readonly count?: number;
}

/** Is given each word with its rank, 0 for the most frequent. The numbers are read only where they are asked for. */
export type OnWord = (word: string, rank: number, values: () => Float32Array) => void;

/** @throws ImportProblem, from either, of a row that is none, with its place in the file */
export interface RowReader {
  /** The next bytes of the file. They may be written over afterwards. */
  push(bytes: Uint8Array): void;
  /** After the last of them. */
  end(): void;
}

export interface VectorFormat {
  readonly name: string;
  /** How messages and hovers call it. */
  readonly title: string;
  /**
   * What a file that begins so says of its vectors; undefined where it is of another form.
   * @param size bytes of the whole file, where that is known
   * @throws ImportProblem of a file of this form that is damaged
   */
  header(head: Uint8Array, size: number | undefined): VectorHeader | undefined;
  /** Some of the most frequent words, where the rows do not begin the file. */
  firstWords?(head: Uint8Array): readonly string[];
  rows(header: VectorHeader, onWord: OnWord): RowReader;
}

/** More numbers than any vectors of words have; a header that says more is none. */
const mostNumbers = 65_536;
/** More words than any file has, a hundred times over. */
const mostWords = 1e9;

/** @throws ImportProblem of a header that promises what no file holds */
export function checkedHeader(header: VectorHeader): VectorHeader {
  const { width, count } = header;
  if (!(width >= 1 && width <= mostNumbers))
    throw new ImportProblem(
      `it says that a word has ${width} numbers, which is not from 1 to ${mostNumbers}`,
    );
  if (count !== undefined && !(count >= 1 && count <= mostWords))
    throw new ImportProblem(`it says that it has ${count} words`);
  return header;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes as a word, in Unicode's composed form; undefined where they are no UTF-8. */
export function wordOf(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes).normalize('NFC');
  } catch {
    return undefined;
  }
}

/** The word of a row of text. @throws ImportProblem where it is not UTF-8 */
export function wordIn(bytes: Uint8Array, place: string): string {
  const word = wordOf(bytes);
  if (word === undefined) throw new ImportProblem(`${place} has a word that is not UTF-8`);
  return word;
}

/** @throws ImportProblem where one is no number */
export function numbersOf(fields: readonly string[], place: string): Float32Array {
  const values = new Float32Array(fields.length);
  for (const [i, field] of fields.entries()) {
    const value = field === '' ? Number.NaN : Number(field);
    values[i] = value;
    // What is beyond float32 becomes infinite only here.
    if (!Number.isFinite(values[i]))
      throw new ImportProblem(`${place} has "${shownField(field)}" where a number must be`);
  }
  return values;
}

const shownField = (field: string): string => (field.length > 20 ? `${field.slice(0, 20)}…` : field);

const space = 0x20;
const tab = 0x09;
export const isGap = (byte: number | undefined): boolean => byte === space || byte === tab;

/**
 * A line as the bytes of its word, which may have gaps, and those of its numbers.
 * @throws ImportProblem where it has fewer fields
 */
export function splitRow(
  line: Uint8Array,
  width: number,
  place: string,
): { readonly word: Uint8Array; readonly rest: Uint8Array } {
  let end = line.length;
  while (end > 0 && (isGap(line[end - 1]) || line[end - 1] === 0x0d)) end--;
  let at = end;
  for (let fields = 0; fields < width; fields++) {
    while (at > 0 && !isGap(line[at - 1])) at--;
    if (at === 0) throw new ImportProblem(`${place} has ${counted(fields, 'number')}, not ${width}`);
    if (fields < width - 1) while (at > 0 && isGap(line[at - 1])) at--;
  }
  // Only one gap ends the word: a word may itself be a kind of space.
  return { word: line.subarray(0, at - 1), rest: line.subarray(at, end) };
}

export const fieldsOf = (rest: Uint8Array): readonly string[] => latin1(rest).split(/[ \t]+/);
