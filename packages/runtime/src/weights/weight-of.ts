import type { Parameter } from '@tlp/language/graph/types.js';
import type { Weights } from './tensors.js';

/** A parameter's value. @throws Error when it is missing or has another size: a mistake of the caller. */
export function weightOf(weights: Weights, parameter: Pick<Parameter, 'name' | 'shape'>): Float32Array {
  const value = weights.get(parameter.name);
  const size = parameter.shape.reduce((n, d) => n * d, 1);
  if (!value) throw new Error(`No weights for ${parameter.name}.`);
  if (value.length !== size)
    throw new Error(`${parameter.name}: ${value.length} values for a size of ${size}.`);
  return value;
}
