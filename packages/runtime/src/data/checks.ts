/** What is wrong, or suspicious, with a data folder and with the splits made of it. */
import { relative } from 'node:path';
import { emptyClass } from '@tlp/language/checks/empty-class.js';
import { notImages } from '@tlp/language/checks/not-images.js';
import type { Rule } from '@tlp/language/checks/rule.js';
import { foldersSplit } from '@tlp/language/checks/splits-as-classes.js';
import { strayImages } from '@tlp/language/checks/stray-images.js';
import { splitFolderNames } from '@tlp/language/data/split-folders.js';
import { type Diagnostic, fail } from '@tlp/language/diagnostic.js';
import type { ImageData } from '@tlp/language/resolve/pipeline.js';
import type { FoundExample } from './dataset.js';
import { listPairs } from './duplicates.js';
import type { FolderListing } from './folder.js';
import { groupBy } from './groups.js';
import { SPLITS } from './split.js';
import type { DataSet } from './types.js';

/** @throws TLP352 without images, TLP353 with one class, TLP365 where the classes are folders of splits. */
export function checkFolders(
  { path, split }: Pick<ImageData, 'path' | 'split'>,
  listings: readonly FolderListing[],
  classes: readonly string[],
): Diagnostic[] {
  const strays = listings.flatMap((listing) => listing.strays);
  const others = listings.flatMap((listing) => listing.others);
  if (classes.length === 0) {
    const why =
      strays.length > 0
        ? `${path} has ${strays.length} images but no sub-folders that say what class they are.`
        : `${path} has no images.`;
    throw fail('TLP352', why, 'Put the images of each class into a sub-folder named after the class.', {
      file: path,
    });
  }
  if (split.kind === 'fraction' && classes.every((name) => splitFolderNames.includes(name.toLowerCase()))) {
    throw fail(
      'TLP365',
      `The sub-folders of ${path} (${classes.join(', ')}) are splits, not classes.`,
      `Say so: \`split: ${foldersSplit(classes)}\`.`,
      { file: path },
    );
  }
  if (classes.length === 1) {
    throw fail(
      'TLP353',
      `${path} has images of one class only, ${classes[0]}.`,
      'Add a second class; where the question is "is it this or not", a class of other images.',
      { file: path },
    );
  }
  const empty = listings.flatMap((listing) => listing.classes).filter((c) => c.images.length === 0);
  const inFolder = (file: string) => relative(path, file);
  return [
    ...warnOf(emptyClass, { classes: empty.map((c) => c.name) }, empty, path),
    ...warnOf(strayImages, { images: strays.map(inFolder) }, strays, path),
    ...warnOf(notImages, { files: others.map(inFolder) }, others, path),
  ];
}

/** What the rule says of a folder, where there is something to say. */
function warnOf<Args>(rule: Rule<Args>, args: Args, found: readonly unknown[], file: string): Diagnostic[] {
  if (found.length === 0) return [];
  const { code, severity } = rule;
  return [{ code, severity, message: rule.message(args), remedy: rule.remedy(args), file }];
}

/** @throws TLP356 where the same bytes lie in the folders of two splits. */
export function checkSplitsDisjoint(examples: readonly FoundExample[], root: string): void {
  const leaked = [...groupBy(examples, (example) => example.hash).values()].filter((copies) =>
    copies.some((copy) => copy.folderSplit !== copies[0]!.folderSplit),
  );
  if (leaked.length === 0) return;
  const images = leaked.length === 1 ? 'One image lies' : `${leaked.length} images lie`;
  throw fail(
    'TLP356',
    `${images} in more than one split, so a score would count what was learnt by heart: ${listPairs(leaked)}.`,
    'Remove the copies from all splits but one.',
    { file: root },
  );
}

/** @throws TLP355 where training never sees a class. Warns of what is too little to be measured. */
export function checkSplits({ classes, splits }: DataSet, data: ImageData): Diagnostic[] {
  const counts = (name: keyof DataSet['splits']) => {
    const count = classes.map(() => 0);
    for (const { label } of splits[name]) count[label]! += 1;
    return count;
  };
  const train = counts('train');
  const missing = classes.filter((_, label) => train[label] === 0);
  if (missing.length > 0) {
    throw fail(
      'TLP355',
      `The training split has no image of ${listNames(missing)}.`,
      data.split.kind === 'folders'
        ? 'Add images of each class to the training folder, or remove the class from the other splits.'
        : 'Give training a larger share, split `stratified`, or add images of each class.',
      { file: data.path },
    );
  }
  const warnings: Diagnostic[] = [];
  const total = classes.map((_, label) => SPLITS.reduce((sum, name) => sum + counts(name)[label]!, 0));
  const single = classes.filter((_, label) => total[label] === 1);
  if (single.length > 0) {
    warnings.push({
      code: 'TLP354',
      severity: 'warning',
      message: `There is one image only of ${listNames(single)}, which goes to training.`,
      remedy: 'Add images: what is never held out cannot be measured.',
      file: data.path,
    });
  }
  for (const name of ['validation', 'test'] as const) {
    if (!isWanted(data, name)) continue;
    const held = counts(name);
    const absent = classes.filter((c, label) => held[label] === 0 && !single.includes(c));
    if (absent.length > 0) {
      warnings.push({
        code: 'TLP366',
        severity: 'warning',
        message: `The ${name} split has no image of ${listNames(absent)}.`,
        remedy: 'Add images, or its scores say nothing of these classes.',
        file: data.path,
      });
    }
  }
  return warnings;
}

function isWanted({ split }: ImageData, name: 'validation' | 'test'): boolean {
  if (split.kind === 'fraction') return split[name] > 0;
  return split[name] !== null || (name === 'validation' && split.validationFraction > 0);
}

function listNames(names: readonly string[]): string {
  return names.length <= 5
    ? names.join(', ')
    : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;
}
