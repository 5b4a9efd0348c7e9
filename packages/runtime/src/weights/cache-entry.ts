/**
 * A file of published weights in the cache. Its name is what is published of its hash; where that is not the whole
 * SHA-256, a file beside it, in the format of `sha256sum`, has it from the first time that the file was verified.
 */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { WeightOrigin, WeightSource } from '@tlp/language/backbones/card.js';
import { type Expected, misfit } from '../download/expected.js';
import { writeFileAtomic } from '../files/atomic.js';
import { cacheFolder } from '../files/cache.js';
import { type Digests, digestFile, sha256 } from '../files/hash.js';
import { knownHash } from '../files/known/known-files.js';
import { readRegularText } from '../files/regular.js';

type Source = WeightSource<object>;

/** Where the cache keeps (or would keep) the file. */
export function cachedPath(source: Source, folder = cacheFolder('weights')): string {
  return path.join(folder, `${nameOf(source)}.${source.format}`);
}

function nameOf({ name, sha256: whole, sha256Prefix, md5, origins }: Source): string {
  const hash = whole ?? sha256Prefix ?? md5;
  if (hash !== undefined) return hash.toLowerCase();
  // Keras publishes no hash of its MobileNets.
  const [origin] = origins;
  if (origin === undefined) throw new Error(`The weights ${name} are published nowhere.`);
  return `at-${sha256(addressOf(origin)).slice(0, 16)}`;
}

const addressOf = (origin: WeightOrigin): string =>
  origin.kind === 'url' ? origin.url : JSON.stringify(Object.values(origin));

export const expectedOf = ({ sha256: whole, sha256Prefix, md5, bytes }: Source): Expected => ({
  sha256: whole ?? sha256Prefix,
  md5,
  bytes,
});

export type EntryState =
  | { readonly kind: 'missing' }
  | { readonly kind: 'intact'; readonly hash: string }
  /** With how it differs, as a clause after its name. */
  | { readonly kind: 'damaged'; readonly problem: string };

/** Whether the file is there and what was published, judged by its content. One put there by hand is as good. */
export async function lookAtEntry(file: string, source: Source): Promise<EntryState> {
  const found = await stat(file).catch(() => null);
  if (!found) return { kind: 'missing' };
  const expected = expectedOf(source);
  const recorded = await readRecord(file);
  const known = recorded?.startsWith(expected.sha256?.toLowerCase() ?? '') ? recorded : undefined;
  const wanted: Expected = known ? { sha256: known, bytes: expected.bytes } : expected;
  if (wanted.bytes !== undefined && wanted.bytes !== found.size) {
    return { kind: 'damaged', problem: `has ${found.size} bytes, ${wanted.bytes} were expected` };
  }
  // Whether it has changed since it was hashed, size and times say; MD5 is asked for before anything is known of it.
  const digests: Digests =
    wanted.md5 === undefined
      ? { sha256: await knownHash(file), md5: undefined, bytes: found.size }
      : await digestFile(file, { md5: true });
  const problem = misfit(digests, wanted);
  if (problem) return { kind: 'damaged', problem };
  // A cache that can only be read is as good; the next use then asks the published hash again.
  if (!known) await recordHash(file, source, digests.sha256).catch(() => undefined);
  return { kind: 'intact', hash: digests.sha256 };
}

const recordOf = (file: string): string => `${file}.sha256`;

async function readRecord(file: string): Promise<string | undefined> {
  const text = await readRegularText(recordOf(file)).catch(() => '');
  return /^[0-9a-f]{64}(?= )/.exec(text)?.[0];
}

/** Keeps the whole hash of a verified file. */
export async function recordHash(file: string, source: Source, hash: string): Promise<void> {
  if (source.sha256 === undefined) await writeFileAtomic(recordOf(file), `${hash}  ${path.basename(file)}\n`);
}
