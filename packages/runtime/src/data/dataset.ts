/** From examples that were found to splits of them, whatever their kind. */

import { sharesOf } from '@tlp/language/data/shares.js';
import type { Fractions, SplitName } from '@tlp/language/data/split-bounds.js';
import { targetForm } from '@tlp/language/data/target-form.js';
import { type Diagnostic, TlpError } from '@tlp/language/diagnostic.js';
import { modalityOf } from '@tlp/language/modalities/index.js';
import type { Data } from '@tlp/language/resolve/pipeline.js';
import type { LeftOutExample } from '@tlp/language/run/record.js';
import { checkSplits, checkSplitsDisjoint } from './checks.js';
import { dropContradictions } from './duplicates.js';
import { assignFoldSplits } from './fold-splits.js';
import { assignGrouped } from './grouped-splits.js';
import { leftOutWarning } from './left-out.js';
import { limitPerClass } from './per-class.js';
import { assignSplits } from './split.js';
import { strataOf } from './strata.js';
import type { DataSet, Example, Found } from './types.js';

/** What became of the rest of the data before. */
export interface Before {
  readonly leftOut: readonly LeftOutExample[];
  readonly warnings: readonly Diagnostic[];
}

export interface Divided<E extends Example> extends Before {
  readonly dataSet: DataSet<E>;
}

/**
 * Checks the examples and divides them as the pipeline says.
 * @throws TlpError TLP355 a class that is not trained, TLP356 the same in two splits
 */
export function divideExamples<E extends Example>(
  found: readonly Found<E>[],
  outputs: readonly string[],
  data: Data,
  { leftOut, warnings: before }: Before,
): Divided<E> {
  const { noun } = modalityOf(data);
  const { examples, warnings: contradictions } = dropContradictions(found, outputs, data);
  checkSplitsDisjoint(examples, data.path, noun);
  const splits = divide(examples, outputs, data);
  const missing = leftOutWarning(leftOut, found.length + leftOut.length, data.path, noun);
  const warnings = [...before, ...missing, ...contradictions];
  warnings.push(...explained(warnings, () => checkSplits({ outputs, splits }, data)));
  return { dataSet: { outputs, splits }, warnings, leftOut };
}

/** What was left out before is often why a check fails: its error carries the warnings so far. */
function explained<T>(warnings: readonly Diagnostic[], check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof TlpError)) throw error;
    throw new TlpError([...error.diagnostics, ...warnings], error.exitCode, { cause: error });
  }
}

function divide<E extends Example>(
  examples: readonly Found<E>[],
  outputs: readonly string[],
  data: Data,
): DataSet<E>['splits'] {
  const { split, splitSeed, labels } = data;
  const splits: Record<SplitName, E[]> = { train: [], validation: [], test: [] };
  const place = ({ folderSplit, group, ...example }: Found<E>, name: SplitName | null) => {
    const grouped = group === undefined || group === null ? example : { ...example, group };
    if (name !== null) splits[name].push(grouped as unknown as E);
  };
  const byFraction = (group: readonly Found<E>[], fractions: Fractions) => {
    const assigned = assignSplits(
      group.map((example) => example.hash),
      fractions,
      splitSeed,
    );
    for (const example of group) place(example, assigned.get(example.hash)!);
  };

  const shares = sharesOf(
    split,
    examples.some(({ folderSplit }) => folderSplit === 'validation'),
  );
  const isDivided = ({ folderSplit }: Found<E>) => folderSplit === null || folderSplit === 'train';
  const divided = shares ? examples.filter(isDivided) : [];
  for (const example of examples) if (!shares || !isDivided(example)) place(example, example.folderSplit);
  if (split.kind === 'fraction' && split.folds !== undefined) {
    const { folds, fold = 0 } = split;
    const assigned = assignFoldSplits(divided, outputs, data, { folds, fold });
    for (const [index, example] of divided.entries()) place(example, assigned[index]!);
  } else if (shares && split.group) {
    // Numbers have no classes whose shares could be kept.
    const form = targetForm(labels);
    const hasNumbers = form === 'numbers' || form === 'own';
    const classesOf = ({ target }: Found<E>) =>
      hasNumbers ? [] : [...new Set(target)].map((index) => outputs[index]!);
    const assigned = assignGrouped(divided, classesOf, { ...shares, seed: splitSeed });
    for (const [index, example] of divided.entries()) place(example, assigned[index]!);
  } else if (shares) {
    const strata = shares.stratified ? strataOf(divided, labels) : [divided];
    for (const group of strata) byFraction(group, shares.fractions);
  }
  if (split.perClass === undefined) return splits;
  return { ...splits, train: limitPerClass(splits.train, split.perClass, splitSeed) };
}
