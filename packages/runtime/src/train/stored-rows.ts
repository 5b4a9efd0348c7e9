/** Rows of the feature store: of each example, what the frozen part computed, one feature after another. */
import { computedFeatures, type PhaseProgram } from '@tlp/language/graph/cut.js';
import { concrete, elementCount } from '@tlp/language/graph/shape.js';
import type { FeatureReader } from '../data/features/reader.js';
import type { Batch, Feeds } from '../engines/types.js';

/** Floats of each computed feature of an example, in the order of the frozen graph's outputs. */
export const featureLengths = (program: PhaseProgram): number[] =>
  computedFeatures(program).map((f) => elementCount(f.type.shape));

/** `[N, a]`, `[N, b]` … to `[N, a + b + …]`. */
export function joinRows(
  outputs: readonly Float32Array[],
  lengths: readonly number[],
  examples: number,
): Float32Array {
  if (outputs.length === 1) return outputs[0]!;
  const rowLength = lengths.reduce((a, b) => a + b, 0);
  const rows = new Float32Array(examples * rowLength);
  let offset = 0;
  for (const [i, length] of lengths.entries()) {
    for (let n = 0; n < examples; n++) {
      rows.set(outputs[i]!.subarray(n * length, (n + 1) * length), n * rowLength + offset);
    }
    offset += length;
  }
  return rows;
}

/** What the store holds of the examples at these rows, as feeds. */
export function readRows(program: PhaseProgram, reader: FeatureReader, rows: readonly number[]): Feeds {
  const lengths = featureLengths(program);
  const buffers = lengths.map((length) => new Float32Array(rows.length * length));
  const row = lengths.length === 1 ? null : new Float32Array(reader.rowLength);
  for (const [n, at] of rows.entries()) {
    if (!row) {
      reader.readInto(at, buffers[0]!, n * reader.rowLength);
      continue;
    }
    reader.readInto(at, row, 0);
    let offset = 0;
    for (const [i, length] of lengths.entries()) {
      buffers[i]!.set(row.subarray(offset, offset + length), n * length);
      offset += length;
    }
  }
  const feeds = computedFeatures(program).map(({ name, type }, i): [string, Batch] => {
    const shape = concrete(type.shape, { batch: rows.length });
    return [name, { data: buffers[i]!, shape }];
  });
  return Object.fromEntries(feeds);
}
