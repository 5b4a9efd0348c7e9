/** The images of a folder on which a trained model is evaluated. */
import path from 'node:path';
import { dataEmpty } from '@tlp/language/checks/data/shared/data-empty.js';
import { emptyClass } from '@tlp/language/checks/data/shared/empty-class.js';
import { leftovers } from '@tlp/language/checks/data/shared/leftovers.js';
import { unnamedFolders } from '@tlp/language/checks/data/shared/unnamed-folders.js';
import { tableDataRules } from '@tlp/language/checks/data/table/rules.js';
import { compareNatural } from '@tlp/language/data/natural.js';
import { classLevel } from '@tlp/language/data/nesting.js';
import type { ClassFound } from '@tlp/language/data/sources.js';
import { sameSpelling } from '@tlp/language/data/spelling.js';
import { fail } from '@tlp/language/diagnostic.js';
import { notImages } from '@tlp/language/modalities/images/checks/not-images.js';
import { strayImages } from '@tlp/language/modalities/images/checks/stray-images.js';
import { unreadImages } from '@tlp/language/modalities/images/checks/unread-images.js';
import type { Labels, TableLabels } from '@tlp/language/resolve/pipeline.js';
import { type ExamplesFound, findExamples } from '../../data/find-examples.js';
import type { WholeData } from '../modality.js';
import type { ImageItem } from './example.js';

/** One class is enough to be measured, and its folder may be called anything that the model knows. */
const rules = [unnamedFolders, dataEmpty, emptyClass, strayImages, unreadImages, notImages, leftovers];

const tableRules = [unnamedFolders, dataEmpty, unreadImages, leftovers, ...tableDataRules];

const whole = { kind: 'fraction', stratified: true, train: 1, validation: 0, test: 0 } as const;

/**
 * @param outputs the classes, labels or numbers that the model knows
 * @param labels where those of the folder stand
 * @throws TLP863 a class that is none of these; TLP323 to TLP35x the folder and the table
 */
export async function evaluationFolder(
  root: string,
  outputs: readonly string[],
  labels: Labels = { kind: 'folder' },
): Promise<WholeData<ImageItem>> {
  const wanted = { kind: 'images', path: root, split: whole, labels, unreadable: 'error' } as const;
  if (labels.kind === 'table') return ofTable(await findExamples(wanted, tableRules), labels, outputs);
  const { sources, warnings } = await findExamples(wanted, rules);
  const indices = indicesOf(outputs);
  const examples = sources.flatMap((source) => {
    const found = source.classes.filter(({ images }) => images.length > 0);
    return found
      .sort((a, b) => compareNatural(a.name, b.name))
      .flatMap((one) => {
        const label = indices.get(one.name);
        if (label === undefined) throw unknownClass(root, one, indices);
        const images = [...one.images].sort(compareNatural);
        // Read once, so that no hash has to tell what is read later from it.
        return images.map((id) => ({ id, path: path.join(source.path ?? root, id), target: [label] }));
      });
  });
  return { examples, warnings };
}

const indicesOf = (outputs: readonly string[]): ReadonlyMap<string, number> =>
  new Map(outputs.map((name, index) => [sameSpelling(name), index]));

/** Classes and labels by their names, as the table may lack some that the model knows. */
function ofTable(
  { outputs, examples, warnings }: ExamplesFound,
  { path: file, answer }: TableLabels,
  known: readonly string[],
): WholeData<ImageItem> {
  const items = examples.map(({ id, path, target }) => ({ id, path, target }));
  if (answer.kind === 'target') return { examples: items, warnings };
  const indices = indicesOf(known);
  const unknown = outputs.find((name) => !indices.has(name));
  if (unknown !== undefined) {
    throw fail('TLP863', `The model has no class ${unknown}.`, `It knows ${known.join(', ')}.`, { file });
  }
  const toModel = outputs.map((name) => indices.get(name)!);
  const translated = items.map((item) => ({
    ...item,
    target: item.target.map((index) => toModel[index]!).sort((a, b) => a - b),
  }));
  return { examples: translated, warnings };
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
