import { sameSpelling } from '@tlp/language/data/spelling.js';
import { fail, type TlpError } from '@tlp/language/diagnostic.js';
import type { Target } from './types.js';

/** The split of data that a model is evaluated on: one part, since none of it is trained on. */
export const undivided = { kind: 'fraction', stratified: true, train: 1, validation: 0, test: 0 } as const;

/** @param file that names the class */
export const unknownOutput = (name: string, outputs: readonly string[], file: string): TlpError =>
  fail('TLP863', `The model has no class ${name}.`, `It knows ${outputs.join(', ')}.`, { file });

/**
 * Examples with the indices of a model's outputs, by their names, as other data may lack some that the model knows.
 * @param names what the targets' indices mean
 * @param unknown the error for a name that the model does not know
 * @param inOrder whether the order of a target says something, as that of the tags of words
 */
export function withModelOutputs<E extends { readonly target: Target }>(
  examples: readonly E[],
  names: readonly string[],
  outputs: readonly string[],
  unknown: (name: string) => TlpError,
  inOrder = false,
): readonly E[] {
  const indices = new Map(outputs.map((name, index) => [sameSpelling(name), index]));
  const toModel = names.map((name) => {
    const index = indices.get(name);
    if (index === undefined) throw unknown(name);
    return index;
  });
  return examples.map((example) => {
    const target = example.target.map((index) => toModel[index]!);
    return { ...example, target: inOrder ? target : target.sort((a, b) => a - b) };
  });
}
