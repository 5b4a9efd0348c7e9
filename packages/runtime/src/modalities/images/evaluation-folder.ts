/** The images of a folder on which a trained model is evaluated. */
import path from 'node:path';
import { dataEmpty } from '@tlp/language/checks/data/shared/data-empty.js';
import { emptyClass } from '@tlp/language/checks/data/shared/empty-class.js';
import { leftovers } from '@tlp/language/checks/data/shared/leftovers.js';
import { unnamedFolders } from '@tlp/language/checks/data/shared/unnamed-folders.js';
import { tableDataRules } from '@tlp/language/checks/data/table/rules.js';
import { classLevel } from '@tlp/language/data/nesting.js';
import type { ClassFound } from '@tlp/language/data/sources.js';
import { sameSpelling } from '@tlp/language/data/spelling.js';
import { targetForm } from '@tlp/language/data/target-form.js';
import { fail } from '@tlp/language/diagnostic.js';
import { notImages } from '@tlp/language/modalities/images/checks/not-images.js';
import { strayImages } from '@tlp/language/modalities/images/checks/stray-images.js';
import { unreadImages } from '@tlp/language/modalities/images/checks/unread-images.js';
import type { ImageData } from '@tlp/language/modalities/images/data.js';
import { imageFiles } from '@tlp/language/modalities/images/image-formats.js';
import type { Labels } from '@tlp/language/resolve/pipeline.js';
import { type ExamplesFound, findExamples } from '../../data/find-examples.js';
import { undivided, unknownOutput, withModelOutputs } from '../../data/model-outputs.js';
import type { WholeData } from '../modality.js';
import type { ImageItem } from './example.js';

/** One class is enough to be measured, and its folder may be called anything that the model knows. */
const rules = [unnamedFolders, dataEmpty, emptyClass, strayImages, unreadImages, notImages, leftovers];

const tableRules = [unnamedFolders, dataEmpty, unreadImages, leftovers, ...tableDataRules];

/**
 * @param outputs the classes, labels or numbers that the model knows
 * @param labels where those of the folder stand
 * @throws TLP863 a class that is none of these; TLP323 to TLP35x the folder and the table
 */
export async function evaluationFolder(
  root: string,
  outputs: readonly string[],
  labels: Labels = { kind: 'folder' },
  slices?: ImageData['slices'],
): Promise<WholeData<ImageItem>> {
  const wanted = {
    kind: 'images',
    path: root,
    split: undivided,
    labels,
    unreadable: 'error',
    ...(slices && { slices }),
  } as const;
  const found = await findExamples(wanted, imageFiles, labels.kind === 'table' ? tableRules : rules);
  // Read once, so that no hash has to tell what is read later from them.
  const examples = found.examples.map(({ id, path, target, slices: own }) => ({
    id,
    path,
    target,
    ...(own && { slices: own }),
  }));
  const { warnings } = found;
  if (targetForm(labels) === 'numbers') return { examples, warnings };
  const unknown = (name: string) =>
    labels.kind === 'table'
      ? unknownOutput(name, outputs, labels.path)
      : unknownClass(root, classNamed(found, name), outputs);
  return { examples: withModelOutputs(examples, found.outputs, outputs, unknown), warnings };
}

const classNamed = ({ sources }: ExamplesFound, name: string): ClassFound =>
  sources.flatMap(({ classes }) => classes).find((one) => one.name === name)!;

function unknownClass(root: string, { name, images }: ClassFound, outputs: readonly string[]) {
  const labels = new Set(outputs.map(sameSpelling));
  const level = classLevel(images, false);
  // A split, or one folder too many, as archives make it.
  const meant = level?.folders.some((folder) => labels.has(sameSpelling(folder))) ? level : undefined;
  return fail(
    'TLP863',
    `The model has no class ${name}.`,
    meant
      ? `The class folders are in ${path.join(root, meant.path)}; use that folder.`
      : `Name the folders after its classes: ${[...labels].join(', ')}.`,
    { file: path.join(root, name) },
  );
}
