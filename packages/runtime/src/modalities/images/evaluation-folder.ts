/** The images of a folder on which a trained model is evaluated. */
import path from 'node:path';
import { dataEmpty } from '@tlp/language/checks/data/shared/data-empty.js';
import { emptyClass } from '@tlp/language/checks/data/shared/empty-class.js';
import { leftovers } from '@tlp/language/checks/data/shared/leftovers.js';
import { unnamedFolders } from '@tlp/language/checks/data/shared/unnamed-folders.js';
import { compareNatural } from '@tlp/language/data/natural.js';
import { classLevel } from '@tlp/language/data/nesting.js';
import type { ClassFound } from '@tlp/language/data/sources.js';
import { sameSpelling } from '@tlp/language/data/spelling.js';
import { fail } from '@tlp/language/diagnostic.js';
import { notImages } from '@tlp/language/modalities/images/checks/not-images.js';
import { strayImages } from '@tlp/language/modalities/images/checks/stray-images.js';
import { unreadImages } from '@tlp/language/modalities/images/checks/unread-images.js';
import { findClasses } from '../../data/find-classes.js';
import type { WholeData } from '../modality.js';
import type { ImageItem } from './example.js';

/** One class is enough to be measured, and its folder may be called anything that the model knows. */
const rules = [unnamedFolders, dataEmpty, emptyClass, strayImages, unreadImages, notImages, leftovers];

const whole = { kind: 'fraction', stratified: true, train: 1, validation: 0, test: 0 } as const;

/** @throws TLP863 a class that is none of these; TLP35x the folder */
export async function evaluationFolder(
  root: string,
  classes: readonly string[],
): Promise<WholeData<ImageItem>> {
  const { sources, warnings } = await findClasses({ kind: 'images', path: root, split: whole }, rules);
  const labels = new Map(classes.map((name, label) => [sameSpelling(name), label]));
  const examples = sources.flatMap((source) => {
    const found = source.classes.filter(({ images }) => images.length > 0);
    return found
      .sort((a, b) => compareNatural(a.name, b.name))
      .flatMap((one) => {
        const label = labels.get(one.name);
        if (label === undefined) throw unknownClass(root, one, labels);
        const images = [...one.images].sort(compareNatural);
        // Read once, so that no hash has to tell what is read later from it.
        return images.map((id) => ({ id, path: path.join(source.path ?? root, id), target: [label] }));
      });
  });
  return { examples, warnings };
}

function unknownClass(root: string, { name, images }: ClassFound, labels: ReadonlyMap<string, number>) {
  const level = classLevel(images, false);
  // A split, or one folder too many, as archives make it.
  const meant = level?.folders.some((folder) => labels.has(sameSpelling(folder))) ? level : undefined;
  return fail(
    'TLP863',
    `The model has no class ${name}.`,
    meant
      ? `The class folders are in ${path.join(root, meant.path)}; use that folder.`
      : `Name the folders after its classes: ${[...labels.keys()].join(', ')}.`,
    { file: path.join(root, name) },
  );
}
