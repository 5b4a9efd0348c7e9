/** Rows of the feature store: of each example, what the frozen part computed, one feature after another. */
import { computedFeatures, type PhaseProgram } from '@tlp/language/graph/cut.js';
import { concrete, elementCount, type Sizes } from '@tlp/language/graph/shape.js';
import type { FeatureReader } from '../data/features/reader.js';
import type { Batch, Feeds } from '../engines/types.js';

/** All that rows know of a program. */
type Features = Pick<PhaseProgram, 'features'>;

/** Floats of each computed feature of an example, in the order of the frozen graph's outputs. */
const featureLengths = (program: Features, tokens: number | undefined): number[] =>
  computedFeatures(program).map(({ type }) => elementCount(type.shape, tokens));

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/**
 * `[N, a]`, `[N, b]` … to `[N, a + b + …]`.
 * @param sizes of the batch, none of whose examples is filled up
 */
export function joinRows(
  program: Features,
  outputs: readonly Float32Array[],
  { batch, tokens }: Sizes,
): { rows: Float32Array; rowLength: number } {
  const lengths = featureLengths(program, tokens);
  const rowLength = sum(lengths);
  if (outputs.length === 1) return { rows: outputs[0]!, rowLength };
  const rows = new Float32Array(batch * rowLength);
  let offset = 0;
  for (const [i, length] of lengths.entries()) {
    for (let n = 0; n < batch; n++) {
      rows.set(outputs[i]!.subarray(n * length, (n + 1) * length), n * rowLength + offset);
    }
    offset += length;
  }
  return { rows, rowLength };
}

/** What the store holds of the examples at these rows, as feeds; those with fewer tokens are filled up with zeros. */
export function readRows(program: Features, reader: FeatureReader, rows: readonly number[]): Feeds {
  const tokensOf = tokenCounter(program);
  const tokens = rows.map((row) => tokensOf(reader.lengthOf(row)));
  const most = tokens.reduce<number | undefined>(
    (longest, count) => (count === undefined ? longest : Math.max(longest ?? 0, count)),
    undefined,
  );
  const whole = featureLengths(program, most);
  const buffers = whole.map((length) => new Float32Array(rows.length * length));
  const row = new Float32Array(whole.length === 1 ? 0 : sum(whole));
  for (const [n, at] of rows.entries()) {
    if (whole.length === 1) {
      reader.readInto(at, buffers[0]!, n * whole[0]!);
      continue;
    }
    reader.readInto(at, row, 0);
    let offset = 0;
    const own = tokens[n] === most ? whole : featureLengths(program, tokens[n]);
    for (const [i, length] of own.entries()) {
      buffers[i]!.set(row.subarray(offset, offset + length), n * whole[i]!);
      offset += length;
    }
  }
  const feeds = computedFeatures(program).map(({ name, type }, i): [string, Batch] => {
    const shape = concrete(type.shape, { batch: rows.length, tokens: most });
    return [name, { data: buffers[i]!, shape }];
  });
  return Object.fromEntries(feeds);
}

/** How many tokens a row of so many floats is of; undefined where no feature has tokens. */
function tokenCounter(program: Features): (floats: number) => number | undefined {
  const features = computedFeatures(program);
  if (!features.some(({ type }) => type.shape.includes('tokens'))) return () => undefined;
  // Each feature grows by as much with every token.
  const [none, one] = [sum(featureLengths(program, 0)), sum(featureLengths(program, 1))];
  return (floats) => (floats - none) / (one - none);
}
