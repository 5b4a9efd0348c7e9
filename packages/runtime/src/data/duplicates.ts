/** The same bytes under two labels: whatever a model answers for them, it is wrong once. */

import { listed } from '@tlp/language/checks/listed.js';
import { targetForm } from '@tlp/language/data/target-form.js';
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { modalityOf } from '@tlp/language/modalities/index.js';
import type { Data } from '@tlp/language/resolve/pipeline.js';
import { groupsThatDiffer } from './groups.js';
import type { FoundExample } from './types.js';

/** Leaves out every copy of an example that stands in several classes, or has other labels or numbers, and says so. */
export function dropContradictions<E extends FoundExample>(
  examples: readonly E[],
  outputs: readonly string[],
  { kind, path: root, labels }: Pick<Data, 'kind' | 'path' | 'labels'>,
): { examples: readonly E[]; warnings: Diagnostic[] } {
  const contradictory = groupsThatDiffer(
    examples,
    ({ hash }) => hash,
    (first, copy) => copy.target.join() !== first.target.join(),
  );
  if (contradictory.length === 0) return { examples, warnings: [] };
  const dropped = new Set(contradictory.map((copies) => copies[0]!.hash));
  const { noun } = modalityOf({ kind });
  const form = targetForm(labels);
  const oneClass = form === 'class';
  const names = [...new Set(contradictory.flat().map(({ target }) => outputs[target[0]!]!))];
  const several = oneClass
    ? `in several classes (${names.join(', ')})`
    : `${form === 'tags' ? 'tagged' : 'labeled'} in several ways`;
  const what =
    contradictory.length === 1
      ? `One ${noun.one} is ${several} and is left out`
      : `${contradictory.length} ${noun.many} are ${several} and are left out`;
  const warning: Diagnostic = {
    code: 'TLP357',
    severity: 'warning',
    message: `${what}: ${listPairs(contradictory)}.`,
    remedy: oneClass
      ? `Keep each ${noun.one} in the one class that is right.`
      : `Keep the ${form === 'tags' ? 'tags' : 'labels'} that are right.`,
    file: root,
  };
  return { examples: examples.filter((example) => !dropped.has(example.hash)), warnings: [warning] };
}

/** `a = b, c = d and 4 more` */
export function listPairs(groups: readonly (readonly FoundExample[])[]): string {
  return listed(groups.map((copies) => copies.map((copy) => copy.id).join(' = ')));
}
