/** From the `data images(…)` of a pipeline to labelled examples in splits. Reads every image once, decodes none. */
import { join } from 'node:path';
import { imageFormat } from '@tlp/language/data/image-formats.js';
import { type Diagnostic, fail, TlpError } from '@tlp/language/diagnostic.js';
import type { ImageData } from '@tlp/language/resolve/pipeline.js';
import { checkFolders, checkSplits, checkSplitsDisjoint } from './checks.js';
import { dropContradictions } from './duplicates.js';
import { type Fingerprint, fingerprint } from './fingerprint.js';
import { type FolderListing, listClassFolders, listFolder } from './folder.js';
import { groupBy } from './groups.js';
import { compareNatural } from './natural.js';
import { mapParallel } from './parallel.js';
import { assignSplits, type Fractions, SPLITS } from './split.js';
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
  const sources = await listSources(data);
  const classes = classNames(sources.map((source) => source.listing));
  const warnings = checkFolders(
    data,
    sources.map((source) => source.listing),
    classes,
  );
  const found = await readExamples(data.path, sources, classes, options);
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

/** A folder of class folders; `split` where the folder's place already decides it. */
interface Source {
  readonly split: SplitName | null;
  /** Path of the folder relative to the data folder, with a `/` at its end; empty for the data folder itself. */
  readonly prefix: string;
  readonly listing: FolderListing;
}

/** An example whose split may already be known from its folder. */
export interface FoundExample extends Example {
  readonly folderSplit: SplitName | null;
}

async function listSources({ path, split }: ImageData): Promise<Source[]> {
  if (split.kind === 'fraction') return [{ split: null, prefix: '', listing: await listClassFolders(path) }];
  const { folders } = await listFolder(path);
  const sources: Source[] = [];
  for (const name of SPLITS) {
    const folder = split[name];
    if (folder === null) continue;
    const top = folder.split(/[\\/]/)[0]!;
    if (!folders.includes(top) && top !== '.') {
      const there =
        folders.length > 0 ? `It has ${folders.slice(0, MAX_REPORTED).join(', ')}.` : 'It has none.';
      throw fail(
        'TLP361',
        `The data folder has no sub-folder ${folder} for the ${name} split. ${there}`,
        `Correct the name in \`split: folders(…)\`, or leave ${name} out.`,
        { file: join(path, folder) },
      );
    }
    sources.push({ split: name, prefix: `${folder}/`, listing: await listClassFolders(join(path, folder)) });
  }
  return sources;
}

/** Folders without an image are no classes, unless another split has images of that class. */
export function classNames(listings: readonly FolderListing[]): string[] {
  const named = listings.flatMap(({ classes }) => classes.filter((c) => c.images.length > 0));
  return [...new Set(named.map((c) => c.name))].sort(compareNatural);
}

async function readExamples(
  root: string,
  sources: readonly Source[],
  classes: readonly string[],
  { onProgress }: OpenOptions,
): Promise<FoundExample[]> {
  const images = sources.flatMap(({ split, prefix, listing }) =>
    listing.classes.flatMap(({ name, images }) =>
      images.map((image) => ({
        folderSplit: split,
        id: `${prefix}${name}/${image}`,
        label: classes.indexOf(name),
      })),
    ),
  );
  const bad: Diagnostic[] = [];
  let done = 0;
  const examples = await mapParallel(images, READS_AT_ONCE, async (image) => {
    const path = join(root, image.id);
    const read = await fingerprint(path).catch((cause: unknown) => unreadable(path, cause));
    onProgress?.(++done, images.length);
    if (isDiagnostic(read)) bad.push(read);
    else if (!imageFormat(read.start)) bad.push(notAnImage(path, read.start));
    else return { ...image, path, hash: read.hash };
    return null;
  });
  if (bad.length > 0) throw new TlpError(bad.sort(byFile).slice(0, MAX_REPORTED));
  return examples.filter((example) => example !== null);
}

const READS_AT_ONCE = 8;

function isDiagnostic(value: Fingerprint | Diagnostic): value is Diagnostic {
  return 'code' in value;
}

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
