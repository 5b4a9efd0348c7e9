/** Looks at a folder of images and proposes settings for a first pipeline, each with its reason. */

import { join } from 'node:path';
import type { DataRuleWanted } from '@tlp/language/checks/data/data-rule.js';
import { splitsAmong } from '@tlp/language/checks/data/shared/splits-as-classes.js';
import { seenOf } from '@tlp/language/data/seen.js';
import { type DataFound, type SourceFound, walkData } from '@tlp/language/data/sources.js';
import type { SplitName } from '@tlp/language/data/split-bounds.js';
import { folderOfSplit } from '@tlp/language/data/split-folders.js';
import { targetForm } from '@tlp/language/data/target-form.js';
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import type { Augmentation } from '@tlp/language/modalities/images/augmentations.js';
import type { ImageData } from '@tlp/language/modalities/images/data.js';
import { imageFiles } from '@tlp/language/modalities/images/image-formats.js';
import type { Labels, Split } from '@tlp/language/resolve/pipeline.js';
import sharp from 'sharp';
import { findExamples, judgeFolder } from '../../data/find-examples.js';
import { walkDisk } from '../../data/folder.js';
import { mapParallel } from '../../data/parallel.js';
import { readRegular } from '../../files/regular.js';
import { type Choice, chosen, proposeBalance, proposeSplit, STRATIFIED } from '../choices.js';
import { findTable, type TableChoice } from './inspect-table.js';

/** The changes that are proposed: those that leave almost any image what it is. */
export type MildAugmentation = Extract<Augmentation, { readonly kind: 'flip' | 'rotate' | 'zoom' }>;

export interface DataProposal {
  /** Where the labels stand. */
  readonly labels: Labels;
  /** Or labels, or none where numbers are to be predicted. */
  readonly classes: readonly { readonly name: string; readonly images: number }[];
  readonly images: number;
  /** Of a sample of the images, upright; null where none could be read. */
  readonly size: ImageSize | null;
  readonly settings: Pick<ImageData, 'split' | 'variants' | 'batch' | 'balance' | 'resize'> & {
    readonly augment: readonly MildAugmentation[];
  };
  /** Side of the network's input that suits the images, pixels. */
  readonly inputSize: 128 | 224;
  /** What there is to say of the folder. */
  readonly warnings: readonly Diagnostic[];
  /** Why each setting is what it is; a sentence each, for comments in the file that is written. */
  readonly reasons: Readonly<Record<keyof DataProposal['settings'] | 'inputSize', string>>;
}

export interface ImageSize {
  readonly width: number;
  readonly height: number;
  /** Median of long side by short side. */
  readonly aspect: number;
}

/** @throws as {@link findExamples} */
export async function inspectFolder(path: string): Promise<DataProposal> {
  const wanted = {
    kind: 'images',
    path,
    split: STRATIFIED,
    labels: { kind: 'folder' },
    unreadable: 'error',
  } as const;
  const found = await walkDisk(walkData(wanted, imageFiles));
  const table = hasClasses(found) ? undefined : await findTable(path);
  const { labels, split, classes, images, paths, warnings } = table
    ? await inTable(wanted, table)
    : await inFolders(wanted, found);
  const names = classes.map(({ name }) => name);
  const size = await medianSize(paths);
  const counts = classes.map((c) => c.images);
  const choices = {
    split: split ?? proposeSplit(Math.min(...counts), 'images'),
    augment: proposeAugmentation(names),
    variants: chosen(
      4,
      'four augmented views of each image are computed once, instead of a new one every epoch',
    ),
    batch: images < 400 ? chosen(16, 'few images: more steps per epoch') : chosen(32, 'the usual size'),
    balance: isOneClass(labels)
      ? proposeBalance(counts, 'images')
      : chosen<ImageData['balance']>('none', 'there is not one class for each image'),
    resize: proposeResize(size),
    inputSize: proposeInputSize(size),
  };
  return {
    labels,
    classes,
    images,
    size,
    settings: {
      split: choices.split.value,
      augment: choices.augment.value,
      variants: choices.variants.value,
      batch: choices.batch.value,
      balance: choices.balance.value,
      resize: choices.resize.value,
    },
    inputSize: choices.inputSize.value,
    warnings,
    reasons: Object.fromEntries(
      Object.entries(choices).map(([name, { reason }]) => [name, reason]),
    ) as DataProposal['reasons'],
  };
}

type Wanted = DataRuleWanted & { readonly path: string };

interface Inspected extends Pick<DataProposal, 'labels' | 'classes' | 'images' | 'warnings'> {
  /** Undefined where shares are to be proposed. */
  readonly split: Choice<Split> | undefined;
  /** Of a sample of the images. */
  readonly paths: readonly string[];
}

/** Whether folders are classes, here or in folders of splits. */
function hasClasses(found: DataFound): boolean {
  const folders = found.sources.flatMap(({ classes }) => classes.filter(({ images }) => images.length > 0));
  return folders.length > 1;
}

async function inFolders(wanted: Wanted, found: DataFound): Promise<Inspected> {
  const split = findSplitFolders(found);
  const judged = split ? await findExamples({ ...wanted, split }, imageFiles) : judgeFolder(found, wanted);
  const { sources, outputs, warnings } = judged;
  const classes = outputs.map((name) => ({ name, images: countIn(sources, name) }));
  const images = classes.reduce((sum, one) => sum + one.images, 0);
  const reason = 'the folder is already split';
  const all = sources.flatMap(({ path, classes }) =>
    classes.flatMap(({ images }) => images.map((image) => join(path ?? '', image))),
  );
  const labels: Labels = { kind: 'folder' };
  return {
    labels,
    split: split ? chosen(split, reason) : undefined,
    classes,
    images,
    paths: sampleOf(all),
    warnings,
  };
}

async function inTable(wanted: Wanted, { labels, split: column }: TableChoice): Promise<Inspected> {
  const split: Split | undefined =
    column === null ? undefined : { kind: 'column', column, validationFraction: 0.1 };
  const found = await findExamples({ ...wanted, labels, ...(split && { split }) }, imageFiles);
  const { outputs, examples, warnings } = found;
  const numbers = targetForm(labels) === 'numbers';
  const counts = outputs.map(() => 0);
  for (const { target } of numbers ? [] : examples) for (const index of target) counts[index]! += 1;
  return {
    labels,
    split: split
      ? chosen(split, 'a column of the table tells the split')
      : numbers
        ? chosen(STRATIFIED, 'the usual shares')
        : undefined,
    classes: numbers ? [] : outputs.map((name, index) => ({ name, images: counts[index]! })),
    images: examples.length,
    paths: sampleOf(examples.map(({ path }) => path)),
    warnings,
  };
}

const isOneClass = (labels: Labels): boolean => targetForm(labels) === 'class';

/** Folders that are splits; there must be one for training. */
function findSplitFolders(found: DataFound): Extract<Split, { kind: 'folders' }> | null {
  const folders = splitsAmong(seenOf(found, { split: STRATIFIED }));
  const find = (split: SplitName) => folderOfSplit(split, folders) ?? null;
  const [train, validation, test] = [find('train'), find('validation'), find('test')];
  if (train === null) return null;
  return { kind: 'folders', train, validation, test, validationFraction: validation === null ? 0.1 : 0 };
}

function countIn(sources: readonly SourceFound[], name: string): number {
  const folders = sources.flatMap(({ classes }) => classes.filter((c) => c.name === name));
  return folders.reduce((sum, folder) => sum + folder.images.length, 0);
}

const DIRECTIONS = new Set([
  'left',
  'right',
  'east',
  'west',
  'clockwise',
  'anticlockwise',
  'counterclockwise',
]);

function proposeAugmentation(names: readonly string[]): Choice<readonly MildAugmentation[]> {
  const mild: readonly MildAugmentation[] = [
    { kind: 'rotate', degrees: 10 },
    { kind: 'zoom', min: 0.9, max: 1.1 },
  ];
  const directed = names.find((name) =>
    name
      .toLowerCase()
      .split(/[^a-z]+/)
      .some((word) => DIRECTIONS.has(word)),
  );
  if (directed) return chosen(mild, `no flip: ${directed} mirrored would be another class`);
  const signs = names.filter((name) => /^(\d|[a-z])$/i.test(name)).length;
  if (signs * 2 > names.length) return chosen(mild, 'no flip: the classes look like digits or letters');
  return chosen(
    [{ kind: 'flip', horizontal: true, vertical: false }, ...mild],
    'small changes that do not change the class',
  );
}

function proposeResize(size: ImageSize | null): Choice<ImageData['resize']> {
  if (size === null || size.aspect < 1.25) return chosen('stretch', 'the images are about square');
  if (size.aspect < 2)
    return chosen('crop', 'the images are not square, and the subject is probably in the center');
  return chosen('pad', 'the images are elongated, and a square from the center would miss most of them');
}

function proposeInputSize(size: ImageSize | null): Choice<128 | 224> {
  if (size && Math.min(size.width, size.height) <= 128)
    return chosen(
      128,
      `the images have ${size.width} × ${size.height} pixels; a larger input would only add blur`,
    );
  return chosen(224, 'the size most backbones were trained at');
}

const SAMPLE = 100;

/** At most a hundred images, spread evenly over all. */
function sampleOf(all: readonly string[]): readonly string[] {
  const step = Math.max(1, all.length / SAMPLE);
  return Array.from({ length: Math.min(SAMPLE, all.length) }, (_, i) => all[Math.floor(i * step)]!);
}

async function medianSize(paths: readonly string[]): Promise<ImageSize | null> {
  // Images that cannot be read are reported when the data set is opened.
  const sizes = await mapParallel(paths, 4, (path) =>
    readRegular(path)
      .then((bytes) => sharp(bytes, { limitInputPixels: false }).metadata())
      .then(({ autoOrient }) => autoOrient)
      .catch(() => null),
  );
  const known = sizes.filter((size) => size !== null);
  if (known.length === 0) return null;
  return {
    width: median(known.map((s) => s.width)),
    height: median(known.map((s) => s.height)),
    aspect: median(known.map((s) => Math.max(s.width, s.height) / Math.min(s.width, s.height))),
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
