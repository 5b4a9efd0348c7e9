import { sameSpelling } from '@tlp/language/data/spelling.js';
import type { TlpError } from '@tlp/language/diagnostic.js';
import type { Target } from './types.js';

/**
 * Examples with the indices of a model's outputs, by their names, as other data may lack some that the model knows.
 * @param names what the targets' indices mean
 * @param unknown the error for a name that the model does not know
 */
export function withModelOutputs<E extends { readonly target: Target }>(
  examples: readonly E[],
  names: readonly string[],
  outputs: readonly string[],
  unknown: (name: string) => TlpError,
): readonly E[] {
  const indices = new Map(outputs.map((name, index) => [sameSpelling(name), index]));
  const toModel = names.map((name) => {
    const index = indices.get(name);
    if (index === undefined) throw unknown(name);
    return index;
  });
  return examples.map((example) => ({
    ...example,
    target: example.target.map((index) => toModel[index]!).sort((a, b) => a - b),
  }));
}
