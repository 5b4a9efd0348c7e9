/** Are these values that a network can compute with? One that is not spoils every answer, and the training loss first. */
import { fail } from '@tlp/language/diagnostic.js';
import type { ParameterRole } from '@tlp/language/graph/types.js';
import { shown } from '@tlp/language/weights/shown.js';

/** @throws TlpError TLP258 for NaN, infinite values and negative variances, naming the tensor. */
export function checkValues(
  path: string,
  tensor: string,
  role: ParameterRole | undefined,
  values: Float32Array,
): void {
  const unsound =
    role === 'variance' ? (x: number) => !(x >= 0 && x < Infinity) : (x: number) => !Number.isFinite(x);
  const first = values.findIndex(unsound);
  if (first < 0) return;
  const count = values.filter(unsound).length;
  const value = values[first]!;
  const kind = Number.isNaN(value)
    ? 'NaN'
    : Number.isFinite(value)
      ? `the negative variance ${value}`
      : 'infinite values';
  throw fail(
    'TLP258',
    `The tensor ${shown(tensor)} in ${path} contains ${kind}: ${count} of its ${values.length} values are unusable.`,
    'The training that saved it went wrong. Use an earlier checkpoint.',
    { file: path },
  );
}
