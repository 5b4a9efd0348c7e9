/** The parts of a cross-validation, of which one validates and the others train. */
import { fewerThanFolds } from '@tlp/language/checks/data/shared/fewer-than-folds.js';
import { failBy } from '@tlp/language/checks/raise.js';
import type { SplitName } from '@tlp/language/data/split-bounds.js';
import { targetForm } from '@tlp/language/data/target-form.js';
import { modalityOf } from '@tlp/language/modalities/index.js';
import type { Data } from '@tlp/language/resolve/pipeline.js';
import { assignFolds } from './folds.js';
import { strataOf } from './strata.js';
import type { Example } from './types.js';

/** @param fold the part that validates, from 0 */
export interface Folded {
  readonly folds: number;
  readonly fold: number;
}

/**
 * The split of each example, in their order. What examples have in common by their classes is spread evenly, see `folds.ts`.
 * @throws TLP886 a class that is not in all parts
 */
export function assignFoldSplits(
  examples: readonly Example[],
  outputs: readonly string[],
  data: Data,
  { folds, fold }: Folded,
): readonly SplitName[] {
  const strata = new Map(
    strataOf(examples, data.labels).flatMap((own, i) => own.map((example) => [example, i] as const)),
  );
  const members = examples.map((example) => ({ ...example, stratum: String(strata.get(example)) }));
  const assigned = assignFolds(members, folds, data.splitSeed);
  checkEach(examples, assigned, outputs, data, folds);
  return assigned.map((one) => (one === fold ? 'validation' : 'train'));
}

/** Of several labels, tags and numbers, that no part is empty is enough. */
function checkEach(
  examples: readonly Example[],
  assigned: readonly number[],
  outputs: readonly string[],
  data: Data,
  folds: number,
): void {
  const isClass = targetForm(data.labels) === 'class';
  const parts = new Map<string | null, { readonly folds: Set<number>; readonly kept: Set<string> }>();
  for (const [i, { target, group, hash }] of examples.entries()) {
    const name = isClass ? outputs[target[0]!]! : null;
    const own = parts.get(name) ?? { folds: new Set(), kept: new Set() };
    parts.set(name, own);
    own.folds.add(assigned[i]!);
    own.kept.add(group ?? hash);
  }
  const missing = [...parts].filter(([, own]) => own.folds.size < folds);
  if (missing.length === 0) return;
  const few = missing.filter(([, { kept }]) => kept.size < folds);
  const together = few.length === 0;
  const classes = (together ? missing : few).map(
    ([name, own]) => [name, together ? own.folds.size : own.kept.size] as const,
  );
  const noun = data.split.group ? { one: 'group', many: 'groups' } : modalityOf(data).noun;
  throw failBy(fewerThanFolds, { folds, classes, noun, together }, { file: data.path });
}
