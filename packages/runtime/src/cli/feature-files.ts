/** Rows of features as files: CSV, or NumPy's format with the inputs' paths in a CSV beside it. */
import { format, parse } from 'node:path';
import { writeAtomic, writeFileAtomic } from '../files/atomic.js';
import { shortName } from '../files/short-name.js';
import { csvPath, csvRow } from './csv.js';
import { near } from './near.js';
import { npyHeader, npyRow } from './npy.js';

export interface FeatureRow {
  readonly path: string;
  readonly values: Float32Array;
}

type Rows = AsyncIterable<FeatureRow>;

/** The header, then a line an input: its path and its numbers. */
export async function* csvLines(rows: Rows, shape: readonly number[], cwd: string): AsyncGenerator<string> {
  const count = shape.reduce((a, b) => a * b, 1);
  yield csvRow(['path', ...Array.from({ length: count }, (_, i) => `f${i}`)]);
  for await (const { path, values } of rows) yield csvRow([csvPath(near(path, cwd)), ...values]);
}

export const writeCsv = (file: string, rows: Rows, shape: readonly number[], cwd: string): Promise<void> =>
  writeAtomic(file, async (handle) => {
    for await (const line of csvLines(rows, shape, cwd)) await handle.write(line);
  });

/** @param most rows that may come; how many did is known at the end only. @returns the file of the paths */
export async function writeNpy(
  file: string,
  rows: Rows,
  { shape, most, cwd }: { readonly shape: readonly number[]; readonly most: number; readonly cwd: string },
): Promise<string> {
  const { dir, name } = parse(file);
  const beside = format({ dir, name: `${shortName(name, 240)}.paths`, ext: '.csv' });
  await writeAtomic(file, async (handle) => {
    const header = npyHeader([most, ...shape]);
    await handle.write(header);
    const paths = [csvRow(['path'])];
    for await (const { path, values } of rows) {
      paths.push(csvRow([csvPath(near(path, cwd))]));
      await handle.write(npyRow(values));
    }
    const actual = npyHeader([paths.length - 1, ...shape], header.length);
    await handle.write(actual, 0, actual.length, 0);
    // Last before the numbers take their name, so that the two belong together.
    await writeFileAtomic(beside, paths.join(''));
  });
  return beside;
}
