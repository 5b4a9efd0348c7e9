/** From the `data images(…)` of a pipeline to labelled examples in splits. Reads every image once, decodes none. */
import { join } from 'node:path';
import { imageFormat } from '@tlp/language/data/image-formats.js';
import type { SourceFound } from '@tlp/language/data/sources.js';
import { type Diagnostic, TlpError } from '@tlp/language/diagnostic.js';
import type { ImageData } from '@tlp/language/resolve/pipeline.js';
import { checkSplits, checkSplitsDisjoint } from './checks.js';
import { dropContradictions } from './duplicates.js';
import { findClasses } from './find-classes.js';
import { type Fingerprint, fingerprint } from './fingerprint.js';
import { groupBy } from './groups.js';
import { compareNatural } from './natural.js';
import { mapParallel } from './parallel.js';
import { assignSplits, type Fractions } from './split.js';
import type { DataSet, Example, SplitName } from './types.js';
import { MAX_REPORTED, notAnImage, unreadable } from './unreadable.js';

export interface OpenOptions {
  /** Told how many of the images have been read. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface OpenedDataSet {
  readonly dataSet: DataSet;
  readonly warnings: readonly Diagnostic[];
}

/** @throws TlpError with codes TLP350 to TLP365 (see the catalogue), exit code 1. */
export async function openDataSet(data: ImageData, options: OpenOptions = {}): Promise<OpenedDataSet> {
  const { sources, classes, warnings } = await findClasses(data);
  const found = await readExamples(sources, classes, options);
  const { examples, warnings: contradictions } = dropContradictions(found, classes, data.path);
  checkSplitsDisjoint(examples, data.path);
  const splits = divide(examples, data);
  warnings.push(...contradictions);
  warnings.push(...explained(warnings, () => checkSplits({ classes, splits }, data)));
  return { dataSet: { classes, splits }, warnings };
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

/** An example whose split may already be known from its folder. */
export interface FoundExample extends Example {
  readonly folderSplit: SplitName | null;
}

async function readExamples(
  sources: readonly SourceFound[],
  classes: readonly string[],
  { onProgress }: OpenOptions,
): Promise<FoundExample[]> {
  const images = sources.flatMap(({ split, folder, path, classes: found }) =>
    [...found].sort(byName).flatMap(({ name, images }) =>
      [...images].sort(compareNatural).map((image) => ({
        folderSplit: split,
        id: folder === '' ? image : `${folder}/${image}`,
        path: join(path ?? '', image),
        label: classes.indexOf(name),
      })),
    ),
  );
  const bad: Diagnostic[] = [];
  let done = 0;
  const examples = await mapParallel(images, READS_AT_ONCE, async (image) => {
    const { path } = image;
    const read = await fingerprint(path).catch((cause: unknown) => unreadable(path, cause));
    onProgress?.(++done, images.length);
    if (isDiagnostic(read)) bad.push(read);
    else if (!imageFormat(read.start)) bad.push(notAnImage(path, read.start));
    else return { ...image, hash: read.hash };
    return null;
  });
  if (bad.length > 0) throw new TlpError(bad.sort(byFile).slice(0, MAX_REPORTED));
  return examples.filter((example) => example !== null);
}

const READS_AT_ONCE = 8;

function isDiagnostic(value: Fingerprint | Diagnostic): value is Diagnostic {
  return 'code' in value;
}

const byName = (a: { readonly name: string }, b: { readonly name: string }) => compareNatural(a.name, b.name);

const byFile = (a: Diagnostic, b: Diagnostic) => compareNatural(a.file ?? '', b.file ?? '');

function divide(examples: readonly FoundExample[], { split, splitSeed }: ImageData): DataSet['splits'] {
  const splits: Record<SplitName, Example[]> = { train: [], validation: [], test: [] };
  const place = ({ folderSplit, ...example }: FoundExample, name: SplitName | null) => {
    if (name !== null) splits[name].push(example);
  };
  const byFraction = (group: readonly FoundExample[], fractions: Fractions) => {
    const assigned = assignSplits(
      group.map((example) => example.hash),
      fractions,
      splitSeed,
    );
    for (const example of group) place(example, assigned.get(example.hash)!);
  };
  const byClass = (group: readonly FoundExample[]) => groupBy(group, (example) => example.label).values();

  if (split.kind === 'fraction') {
    for (const group of split.stratified ? byClass(examples) : [examples]) byFraction(group, split);
  } else if (split.validation !== null || split.validationFraction === 0) {
    for (const example of examples) place(example, example.folderSplit);
  } else {
    for (const example of examples) if (example.folderSplit !== 'train') place(example, example.folderSplit);
    const fractions = { train: 1 - split.validationFraction, validation: split.validationFraction, test: 0 };
    for (const group of byClass(examples.filter((e) => e.folderSplit === 'train')))
      byFraction(group, fractions);
  }
  return splits;
}
