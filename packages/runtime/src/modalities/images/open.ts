/** From the `data images(…)` of a pipeline to labelled examples in splits. Reads every image, and decodes it where asked to. */
import type { FileHandle } from 'node:fs/promises';
import { compareNatural } from '@tlp/language/data/natural.js';
import { type Diagnostic, TlpError } from '@tlp/language/diagnostic.js';
import type { ImageData } from '@tlp/language/modalities/images/data.js';
import { imageFiles, imageFormat } from '@tlp/language/modalities/images/image-formats.js';
import type { LeftOutExample } from '@tlp/language/run/record.js';
import { divideExamples } from '../../data/dataset.js';
import { findExamples, type LocatedExample } from '../../data/find-examples.js';
import { mapParallel } from '../../data/parallel.js';
import { MAX_REPORTED } from '../../data/reported.js';
import type { Found } from '../../data/types.js';
import { fingerprint } from '../../files/fingerprint.js';
import { openKnownFiles } from '../../files/known/known-files.js';
import type { OpenedData, OpenOptions } from '../modality.js';
import { type DecodeCheck, findUndecodable } from './check-images.js';
import type { ImageExample } from './example.js';
import { looksWhileChecking, warnOfNearDuplicates } from './near-duplicates/looks.js';
import { notAnImage, unreadable } from './unreadable.js';

/** @throws TlpError with codes TLP350 to TLP365 (see the catalogue), exit code 1. */
export async function openImages(
  data: ImageData,
  options: OpenOptions = {},
): Promise<OpenedData<ImageExample>> {
  const { outputs, examples: located, warnings } = await findExamples(data, imageFiles);
  const { looks, check } = options.reads
    ? looksWhileChecking(options.check)
    : { looks: null, check: options.check };
  const { found, leftOut } = await readExamples(data, located, { ...options, ...(check && { check }) });
  const divided = divideExamples(found, outputs, data, { leftOut, warnings });
  if (!looks) return divided;
  const alike = await warnOfNearDuplicates(divided.dataSet, looks, data.path);
  return { ...divided, warnings: [...divided.warnings, ...alike] };
}

async function readExamples(
  { path: root, unreadable: policy }: ImageData,
  located: readonly LocatedExample[],
  {
    onProgress,
    reads = policy === 'skip',
    check,
    leftOut = [],
  }: OpenOptions & { readonly check?: DecodeCheck },
): Promise<{ found: Found<ImageExample>[]; leftOut: readonly LeftOutExample[] }> {
  const before = new Set(leftOut.map(({ id }) => id));
  const images = located.filter(({ id }) => !before.has(id));
  const bad = new Map<string, Diagnostic>();
  let done = 0;
  const known = await openKnownFiles(root);
  const hashed = await mapParallel(images, READS_AT_ONCE, async (image) => {
    const { id, path } = image;
    const read = (file: FileHandle, size: number) => hashImage(path, file, size);
    const hash = await known.hashOf(id, path, read).catch((cause: unknown) => {
      bad.set(path, cause instanceof TlpError ? cause.diagnostics[0]! : unreadable(path, cause));
    });
    onProgress?.(++done, images.length);
    if (hash === undefined) return [];
    const stamp = known.stampOf(id);
    return [stamp === undefined ? { ...image, hash } : { ...image, hash, stamp }];
  });
  await known.save();
  const read = hashed.flat();
  if (reads) for (const [path, wrong] of await findUndecodable(read, check)) bad.set(path, wrong);
  if (bad.size > 0 && policy === 'error') {
    throw new TlpError([...bad.values()].sort(byFile).slice(0, MAX_REPORTED));
  }
  const now = images.flatMap(({ id, path }) => {
    const wrong = bad.get(path);
    return wrong ? [{ id, why: wrong.message }] : [];
  });
  return { found: read.filter(({ path }) => !bad.has(path)), leftOut: [...leftOut, ...now] };
}

const READS_AT_ONCE = 8;

/** @throws TlpError TLP359 where it is no image */
async function hashImage(path: string, file: FileHandle, size: number): Promise<string> {
  const { hash, start } = await fingerprint(file, size);
  if (!imageFormat(start)) throw new TlpError([notAnImage(path, start)]);
  return hash;
}

const byFile = (a: Diagnostic, b: Diagnostic) => compareNatural(a.file ?? '', b.file ?? '');
