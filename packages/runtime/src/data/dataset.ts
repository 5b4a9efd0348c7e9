/** From the `data images(…)` of a pipeline to labelled examples in splits. Reads every image, and decodes it where asked to. */
import { join } from 'node:path';
import { groupsBy } from '@tlp/language/data/grouping/grouping.js';
import { compareNatural } from '@tlp/language/data/natural.js';
import type { SourceFound } from '@tlp/language/data/sources.js';
import type { Fractions, SplitName } from '@tlp/language/data/split-bounds.js';
import { type Diagnostic, TlpError } from '@tlp/language/diagnostic.js';
import type { ImageData } from '@tlp/language/modalities/images/data.js';
import { imageFormat } from '@tlp/language/modalities/images/image-formats.js';
import type { LeftOutImage } from '@tlp/language/run/record.js';
import { type CheckOptions, findUndecodable } from '../modalities/images/check-images.js';
import { looksWhileChecking, warnOfNearDuplicates } from '../modalities/images/near-duplicates/looks.js';
import { MAX_REPORTED, notAnImage, unreadable } from '../modalities/images/unreadable.js';
import { checkSplits, checkSplitsDisjoint } from './checks.js';
import { dropContradictions } from './duplicates.js';
import { findClasses } from './find-classes.js';
import { type Fingerprint, fingerprint } from './fingerprint.js';
import { assignGrouped } from './grouped-splits.js';
import { groupBy } from './groups.js';
import { leftOutWarning } from './left-out.js';
import { mapParallel } from './parallel.js';
import { assignSplits } from './split.js';
import type { DataSet, Example, FoundExample } from './types.js';

export interface OpenOptions {
  /** Told how many of the images have been read. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Decodes every image, not only where those that cannot be decoded are left out, and compares how they look. */
  readonly decodes?: boolean;
  /** How and where images are decoded. */
  readonly check?: CheckOptions;
  /** What an earlier session of a run left out; it stays so, whatever it can be read by now. */
  readonly leftOut?: readonly LeftOutImage[];
}

export interface OpenedDataSet {
  readonly dataSet: DataSet;
  readonly warnings: readonly Diagnostic[];
  readonly leftOut: readonly LeftOutImage[];
}

/** @throws TlpError with codes TLP350 to TLP365 (see the catalogue), exit code 1. */
export async function openDataSet(data: ImageData, options: OpenOptions = {}): Promise<OpenedDataSet> {
  const { sources, classes, warnings } = await findClasses(data);
  const { looks, check } = options.decodes
    ? looksWhileChecking(options.check)
    : { looks: null, check: options.check };
  const { found, leftOut } = await readExamples(data, sources, classes, {
    ...options,
    ...(check && { check }),
  });
  warnings.push(...leftOutWarning(leftOut, found.length + leftOut.length, data.path));
  const { examples, warnings: contradictions } = dropContradictions(found, classes, data.path);
  checkSplitsDisjoint(examples, data.path);
  const splits = divide(examples, classes, data);
  warnings.push(...contradictions);
  warnings.push(...explained(warnings, () => checkSplits({ outputs: classes, splits }, data)));
  if (looks) warnings.push(...(await warnOfNearDuplicates({ splits }, looks, data.path)));
  return { dataSet: { outputs: classes, splits }, warnings, leftOut };
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

async function readExamples(
  { unreadable: policy, split }: ImageData,
  sources: readonly SourceFound[],
  classes: readonly string[],
  { onProgress, decodes = policy === 'skip', check, leftOut = [] }: OpenOptions,
): Promise<{ found: FoundExample[]; leftOut: readonly LeftOutImage[] }> {
  const before = new Set(leftOut.map(({ image }) => image));
  const groupOf = split.kind === 'fraction' && split.group ? groupsBy(split.group) : () => null;
  const images = sources
    .flatMap(({ split: folderSplit, folder, path, classes: found }) =>
      [...found].sort(byName).flatMap(({ name, images }) => {
        const target = [classes.indexOf(name)];
        return [...images].sort(compareNatural).map((image) => ({
          folderSplit,
          id: folder === '' ? image : `${folder}/${image}`,
          path: join(path ?? '', image),
          target,
          group: groupOf(image),
        }));
      }),
    )
    .filter(({ id }) => !before.has(id));
  const bad = new Map<string, Diagnostic>();
  let done = 0;
  const hashed = await mapParallel(images, READS_AT_ONCE, async (image) => {
    const { path } = image;
    const read = await fingerprint(path).catch((cause: unknown) => unreadable(path, cause));
    onProgress?.(++done, images.length);
    if (isDiagnostic(read)) bad.set(path, read);
    else if (!imageFormat(read.start)) bad.set(path, notAnImage(path, read.start));
    else return [{ ...image, hash: read.hash }];
    return [];
  });
  const read = hashed.flat();
  if (decodes) for (const [path, wrong] of await findUndecodable(read, check)) bad.set(path, wrong);
  if (bad.size > 0 && policy === 'error') {
    throw new TlpError([...bad.values()].sort(byFile).slice(0, MAX_REPORTED));
  }
  const now = images.flatMap(({ id, path }) => {
    const wrong = bad.get(path);
    return wrong ? [{ image: id, why: wrong.message }] : [];
  });
  return { found: read.filter(({ path }) => !bad.has(path)), leftOut: [...leftOut, ...now] };
}

const READS_AT_ONCE = 8;

function isDiagnostic(value: Fingerprint | Diagnostic): value is Diagnostic {
  return 'code' in value;
}

const byName = (a: { readonly name: string }, b: { readonly name: string }) => compareNatural(a.name, b.name);

const byFile = (a: Diagnostic, b: Diagnostic) => compareNatural(a.file ?? '', b.file ?? '');

function divide(
  examples: readonly FoundExample[],
  classes: readonly string[],
  { split, splitSeed }: ImageData,
): DataSet['splits'] {
  const splits: Record<SplitName, Example[]> = { train: [], validation: [], test: [] };
  const place = ({ folderSplit, group, ...example }: FoundExample, name: SplitName | null) => {
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
  const byClass = (group: readonly FoundExample[]) => groupBy(group, ({ target }) => target.join()).values();

  if (split.kind === 'fraction' && split.group) {
    const { stratified } = split;
    const assigned = assignGrouped(examples, classes, { fractions: split, stratified, seed: splitSeed });
    for (const [index, example] of examples.entries()) place(example, assigned[index]!);
  } else if (split.kind === 'fraction') {
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
