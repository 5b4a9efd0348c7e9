/** For tests: weight files that their own libraries wrote, by `tools/goldens`, and what lies in them. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { TensorFile } from '../weights/tensors.js';

/** Of each tensor: its values go up by an eighth from the first. */
type Facts = Readonly<
  Record<string, { readonly dtype: string; readonly shape: readonly number[]; readonly first: number }>
>;

export const weightFixture = (name: string): string =>
  fileURLToPath(new URL(`../weights/fixtures/${name}`, import.meta.url));

/** The files of a list in `goldens/weight-files`, and the facts of their tensors. */
export const weightFixtures = (list: string): Readonly<Record<string, Facts>> =>
  JSON.parse(readFileSync(new URL(`../../goldens/weight-files/${list}.json`, import.meta.url), 'utf8'));

/** Every tensor of the file, and no other, is there with its type, shape and values. */
export async function expectAsWritten(file: TensorFile, facts: Facts): Promise<void> {
  expect([...file.tensors.keys()].sort()).toEqual(Object.keys(facts).sort());
  for (const [tensor, { dtype, shape, first }] of Object.entries(facts)) {
    const header = file.tensors.get(tensor)!;
    expect({ dtype: header.dtype, shape: header.shape }, tensor).toEqual({ dtype, shape });
    const read = await file.read(tensor);
    expect({ ...read, data: [...read.data] }, tensor).toEqual({
      dtype,
      shape,
      data: Array.from({ length: read.data.length }, (_, i) => first + i / 8),
    });
  }
}
