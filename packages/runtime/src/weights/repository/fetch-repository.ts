/**
 * The files of a repository of Hugging Face, fetched once a user and kept in the cache: those that describe the network when a
 * pipeline is read, the weights when it is run. Each appears complete and verified, or not at all.
 */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { errorText } from '@tlp/language/error-text.js';
import { pinnedOf, type Repository, revisionOf } from '@tlp/language/import/huggingface/repositories.js';
import { downloadFile } from '../../download/download.js';
import { DownloadError } from '../../download/error.js';
import { type OnFetch, telling } from '../fetch.js';
import { addressOf, hubAddress, type OriginOptions } from '../fetch-origin.js';
import { takeKnownCopy } from '../known-copies.js';
import { moduleFolders } from '../module-folders.js';
import { explainRepository } from './errors.js';
import {
  describingFiles,
  type ListedFile,
  type Listing,
  layerFiles,
  parseListing,
  weightFiles,
} from './listing.js';
import { knownListing, listingFile, repositoryFolder, repositoryRoot } from './place.js';

export interface RepositoryOptions extends Omit<OriginOptions, 'env' | 'say'> {
  readonly env?: OriginOptions['env'] | undefined;
  readonly onProgress?: OnFetch | undefined;
  /** Defaults to the description alone. */
  readonly weights?: boolean;
  /** Defaults to `huggingface` in the per-user cache. */
  readonly folder?: string | undefined;
  /** Asks the hub what the revision is by now, where that may have changed. */
  readonly again?: boolean;
}

type Settings = Omit<RepositoryOptions, 'onProgress'> & Pick<OriginOptions, 'env' | 'say'>;

/**
 * Gives the folder of the files. What is there is not fetched again.
 * @throws TlpError TLP260–263; DownloadError `aborted` where `signal` stopped it
 */
export async function fetchRepository(
  repository: Repository,
  { env = process.env, onProgress, ...options }: RepositoryOptions = {},
): Promise<string> {
  try {
    return await fetchFiles(repository, { ...options, env, say: telling(onProgress) });
  } catch (error) {
    throw explainRepository(repository, error, repositoryRoot(repository.name, options));
  }
}

async function fetchFiles(repository: Repository, options: Settings): Promise<string> {
  const { weights = false, again = false } = options;
  const there = repositoryFolder(repository, options);
  if (!again && (await isComplete(there, weights))) return there;
  const listing = await listingOf(repository, options);
  const folder = path.join(repositoryRoot(repository.name, options), listing.commit);
  const wanted = [...describingFiles(listing), ...(weights ? weightsIn(listing) : [])];
  if (!wanted.includes('config.json'))
    throw new DownloadError('refused', 'it has no config.json, so it holds no network of Transformers');
  const fetched = (file: string) => fetchFile(repository, listing, file, path.join(folder, file), options);
  for (const file of wanted) if (file !== 'config.json') await fetched(file);
  for (const layer of await moduleFolders(folder))
    for (const file of layerFiles(listing, layer, weights)) await fetched(file);
  // The one by which the others are believed to be there comes last.
  await fetched('config.json');
  return folder;
}

/** Whether a folder, ours or that of Hugging Face's library, has what is wanted. */
async function isComplete(folder: string, weights: boolean): Promise<boolean> {
  const has = async (file: string) =>
    (await stat(path.join(folder, file)).catch(() => null))?.isFile() ?? false;
  const layers = await moduleFolders(folder);
  const described = ['', ...layers].map((layer) => has(path.join(layer, 'config.json')));
  if (!(await Promise.all(described)).every(Boolean)) return false;
  if (!weights) return true;
  for (const layer of layers) {
    const forms = ['model.safetensors', 'pytorch_model.bin'].map((form) => has(path.join(layer, form)));
    if (!(await Promise.all(forms)).some(Boolean)) return false;
  }
  for (const whole of ['model.safetensors', 'pytorch_model.bin']) {
    if (await has(whole)) return true;
    const index = await readFile(path.join(folder, `${whole}.index.json`), 'utf8').catch(() => undefined);
    const parts = index === undefined ? [] : partsIn(index);
    if (parts.length > 0) return (await Promise.all(parts.map(has))).every(Boolean);
  }
  return false;
}

/** The files that an index of parts names. Of one that is damaged, its reader tells. */
function partsIn(index: string): readonly string[] {
  try {
    const { weight_map: map } = JSON.parse(index) as { weight_map?: Record<string, unknown> };
    return [...new Set(Object.values(map ?? {}).map(String))];
  } catch {
    return [];
  }
}

async function listingOf(repository: Repository, options: Settings): Promise<Listing> {
  const { env, say, again, folder: _, weights: __, ...rest } = options;
  const known = again ? undefined : knownListing(repository, options);
  if (known) return known;
  const revision = encodeURIComponent(revisionOf(repository));
  const url = `${hubAddress(env)}/api/models/${repository.name}/revision/${revision}?blobs=true`;
  const file = listingFile(repository, options);
  say(`asking for ${repository.name}`);
  const fresh = `${file}.new`;
  await downloadFile(url, fresh, { ...rest, env, token: env.HF_TOKEN?.trim() || undefined });
  try {
    const listing = parseListing(await readFile(fresh, 'utf8'));
    await copyFile(fresh, file);
    return listing;
  } catch (error) {
    throw new DownloadError('refused', `${url} answered with something else: ${errorText(error)}`);
  } finally {
    await rm(fresh, { force: true });
  }
}

function weightsIn(listing: Listing): readonly string[] {
  const files = weightFiles(listing);
  if (files.length > 0) return files;
  throw new DownloadError('refused', 'it has neither a model.safetensors nor a pytorch_model.bin');
}

async function fetchFile(
  repository: Repository,
  { commit, files }: Listing,
  name: string,
  to: string,
  { env, say, weights: _, again: __, folder: ___, ...options }: Settings,
): Promise<void> {
  if ((await stat(to).catch(() => null))?.isFile()) return;
  const origin = { kind: 'huggingface', repo: repository.name, revision: commit, path: name } as const;
  const { blob, ...expected } = expectedOf(repository, commit, name, files.get(name));
  await mkdir(path.dirname(to), { recursive: true });
  if (await takeKnownCopy([origin], to, expected, env)) return;
  const url = addressOf(origin, env);
  await downloadFile(url, to, {
    ...options,
    ...expected,
    env,
    token: env.HF_TOKEN?.trim() || undefined,
    onProgress: (done, total) => say(`downloading ${url}`, done, total),
  });
  if (blob !== undefined && (await gitHash(to)) !== blob) {
    await rm(to, { force: true });
    throw new DownloadError('hash', `${url} is not the file of that commit`);
  }
}

/** What the card of the repository says of its weights comes before what the hub says. */
function expectedOf(
  { name }: Repository,
  commit: string,
  file: string,
  { bytes, sha256, blob }: ListedFile = {},
): { sha256?: string | undefined; bytes?: number | undefined; blob?: string | undefined } {
  const pinned = pinnedOf(name);
  const stated = pinned?.revision === commit && pinned.weights?.file === file ? pinned.weights : undefined;
  return { bytes, sha256: stated?.sha256 ?? sha256, blob };
}

/** As `git hash-object` has it, of a small file. */
async function gitHash(file: string): Promise<string> {
  const content = await readFile(file);
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}
