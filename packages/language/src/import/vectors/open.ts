/** The beginning of a file of vectors: its form, its sizes, and how its words are written. No more of it is read. */
import type { SourceFiles } from '../../files.js';
import { latin1, otherKind, startBytes, weightFormat } from '../../weights/kinds.js';
import { ImportProblem } from '../model.js';
import type { VectorFormat, VectorHeader } from './format.js';
import { vectorFormats } from './formats.js';
import { isGzip, unpackedHead } from './gzip.js';
import { styleOf, type WordStyle } from './style.js';

/** Holds hundreds of words, so that it shows whether they have capitals. */
export const headBytes = 1 << 20;

export interface VectorsHead {
  readonly format: VectorFormat;
  readonly header: VectorHeader;
  readonly style: WordStyle;
  /** Whether gzip packed the file. */
  readonly packed: boolean;
}

/** Undefined where there is no file to be seen. @throws ImportProblem of a file that has no vectors of words */
export function openVectors(path: string, files: SourceFiles): VectorsHead | undefined {
  const source = files.open?.(path);
  const head = source ? source.read(0, Math.min(source.size, headBytes)) : files.head(path, headBytes);
  if (!head || (!source && head.length === 0)) return undefined;
  return vectorsHead(head, source?.size ?? files.size?.(path));
}

/** @param size bytes of the whole file, where that is known @throws ImportProblem */
export function vectorsHead(head: Uint8Array, size: number | undefined): VectorsHead {
  if (isGzip(head)) return { ...plainHead(unpackedHead(head, headBytes), undefined), packed: true };
  return plainHead(head, size);
}

function plainHead(head: Uint8Array, size: number | undefined): VectorsHead {
  refuseOthers(latin1(head.subarray(0, startBytes)));
  for (const format of vectorFormats) {
    const header = format.header(head, size);
    if (header) return { format, header, style: styleOf(wordsIn(head, format, header)), packed: false };
  }
  const forms = vectorFormats.map(({ title }) => title).join(', ');
  throw new ImportProblem(`it has no vectors of words in a form that is read: ${forms}`);
}

/** The magic number of fastText's models, 793712314. */
const fastTextModel = '\u00ba\u0016\u004f\u002f';

function refuseOthers(start: string): void {
  if (start.startsWith(fastTextModel))
    throw new ImportProblem(
      'it is a model of fastText (`.bin`), whose vectors are of pieces of words; its `.vec` beside it has those of words',
    );
  const format = weightFormat(start);
  if (format === 'zip') throw new ImportProblem('it is a zip archive: unpack it first');
  if (format && format !== 'json')
    throw new ImportProblem('it is a file of weights, not of vectors of words');
  const { problem } = otherKind(start);
  if (!['is not a weight file', 'is JSON text'].includes(problem))
    throw new ImportProblem(problem.replace(/^is/, 'it is'));
}

function wordsIn(head: Uint8Array, format: VectorFormat, header: VectorHeader): readonly string[] {
  if (format.firstWords) return format.firstWords(head);
  const words: string[] = [];
  format.rows(header, (word) => words.push(word)).push(head);
  return words;
}
