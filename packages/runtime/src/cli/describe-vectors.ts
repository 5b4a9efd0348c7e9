/** What `tlp weights FILE` says of vectors of words. */
import { vectorsAt } from '../import/model-at.js';
import { readRows } from '../modalities/text/vectors/read-rows.js';
import type { WeightsDescription } from './describe-weights.js';

/**
 * Undefined where the file holds none. It is read to its end, since few files say how many words they have.
 * @throws TlpError TLP209 of a damaged one
 */
export async function describeVectors(path: string): Promise<WeightsDescription | undefined> {
  const head = vectorsAt(path);
  if (!head) return undefined;
  const { format, header, style } = head;
  const { width } = header;
  let words = 0;
  await readRows(path, () => void words++);
  const values = words * width;
  const capitals = style.case === 'keep' ? 'with capitals' : 'without capitals';
  return {
    file: path,
    format: format.title,
    writer: null,
    notes: [`vectors of words, ${capitals}; \`backbone vectors("…")\` reads them`],
    values,
    bytes: 4 * values,
    tensors: [{ name: 'vectors', dtype: 'float32', shape: [words, width], bytes: 4 * values }],
    fits: null,
    nearest: null,
  };
}
