/** What is wrong, or suspicious, with the splits made of a data folder. */

import { classNotMeasured } from '@tlp/language/checks/data/shared/class-not-measured.js';
import { classNotTrained } from '@tlp/language/checks/data/shared/class-not-trained.js';
import { singleImageClass } from '@tlp/language/checks/data/shared/single-image-class.js';
import { diagnosticOf, failBy } from '@tlp/language/checks/raise.js';
import { holdsOut } from '@tlp/language/data/held-out.js';
import { targetForm } from '@tlp/language/data/target-form.js';
import { type Diagnostic, fail } from '@tlp/language/diagnostic.js';
import { modalityOf } from '@tlp/language/modalities/index.js';
import type { Noun } from '@tlp/language/modalities/noun.js';
import type { Data } from '@tlp/language/resolve/pipeline.js';
import { listPairs } from './duplicates.js';
import { groupsThatDiffer } from './groups.js';
import type { DataSet, FoundExample } from './types.js';

/** @throws TLP356 where the same bytes lie in the folders of two splits. */
export function checkSplitsDisjoint(examples: readonly FoundExample[], root: string, noun: Noun): void {
  const leaked = groupsThatDiffer(
    examples,
    ({ hash }) => hash,
    (first, copy) => copy.folderSplit !== first.folderSplit,
  );
  if (leaked.length === 0) return;
  const lies = leaked.length === 1 ? `One ${noun.one} lies` : `${leaked.length} ${noun.many} lie`;
  throw fail(
    'TLP356',
    `${lies} in more than one split, so the test score would include memorized ${noun.many}: ${listPairs(leaked)}.`,
    `Keep each ${noun.one} in only one split.`,
    { file: root },
  );
}

/** @throws TLP355 where training never sees a class. Warns of what is too little to be measured. */
export function checkSplits({ outputs: classes, splits }: DataSet, data: Data): Diagnostic[] {
  // Numbers have no classes that a split could miss.
  const form = targetForm(data.labels);
  if (form === 'numbers' || form === 'own') return [];
  const counts = (name: keyof DataSet['splits']) => {
    const count = classes.map(() => 0);
    for (const { target } of splits[name]) for (const label of target) count[label]! += 1;
    return count;
  };
  const { noun } = modalityOf(data);
  const [train, validation, test] = [counts('train'), counts('validation'), counts('test')];
  const missing = classes.filter((_, label) => train[label] === 0);
  if (missing.length > 0) {
    const args = { classes: missing, byShares: data.split.kind === 'fraction', noun };
    // A tag may be that of one word, and many others are learned.
    if (form === 'tags') return [{ ...diagnosticOf(classNotTrained, args, data.path), severity: 'warning' }];
    throw failBy(classNotTrained, args, { file: data.path });
  }
  if (form === 'tags') return [];
  const warnings: Diagnostic[] = [];
  const total = classes.map((_, label) => train[label]! + validation[label]! + test[label]!);
  const single = classes.filter((_, label) => total[label] === 1);
  if (single.length > 0) {
    warnings.push(diagnosticOf(singleImageClass, { classes: single, noun }, data.path));
  }
  for (const name of ['validation', 'test'] as const) {
    if (!(holdsOut(data.split, name) ?? splits[name].length > 0)) continue;
    const held = { validation, test }[name];
    const absent = classes.filter((c, label) => held[label] === 0 && !single.includes(c));
    if (absent.length > 0) {
      warnings.push(diagnosticOf(classNotMeasured, { split: name, classes: absent, noun }, data.path));
    }
  }
  return warnings;
}
