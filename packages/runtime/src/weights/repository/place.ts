/**
 * Where the files of a repository of Hugging Face are: a folder for each commit, as in Hugging Face's own cache, which is looked
 * into as well. What the hub said of a revision lies beside the commits, as `main.json`.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isCommit, type Repository, revisionOf } from '@tlp/language/import/huggingface/repositories.js';
import { cacheFolder } from '../../files/cache.js';
import { hubCache } from '../known-copies.js';
import { type Listing, parseListing } from './listing.js';

export interface Places {
  /** The folder that holds all repositories. Defaults to `huggingface` in the per-user cache. */
  readonly folder?: string | undefined;
  /** Where Hugging Face's own cache is read. Defaults to the process's. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

/** The folder of all commits of a repository. */
export const repositoryRoot = (name: string, { folder = cacheFolder('huggingface') }: Places = {}): string =>
  path.join(folder, name.replace('/', '--'));

/** What the hub said of a revision when it was asked. */
export const listingFile = (repository: Repository, places: Places = {}): string =>
  path.join(repositoryRoot(repository.name, places), `${encodeURIComponent(revisionOf(repository))}.json`);

/** The folder of the files, whether or not they are there; absolute. */
export function repositoryFolder(repository: Repository, places: Places = {}): string {
  const own = path.join(repositoryRoot(repository.name, places), commitOf(repository, places));
  const theirs = isDescribed(own) ? undefined : folderOfHub(repository, places.env ?? process.env);
  return theirs !== undefined && isDescribed(theirs) ? theirs : own;
}

/** A branch or a tag is the commit that it was when it was fetched. */
function commitOf(repository: Repository, places: Places): string {
  const revision = revisionOf(repository);
  if (isCommit(revision)) return revision;
  return knownListing(repository, places)?.commit ?? encodeURIComponent(revision);
}

/** Undefined where the hub has not been asked, or the file is not what it said. */
export function knownListing(repository: Repository, places: Places = {}): Listing | undefined {
  try {
    return parseListing(readFileSync(listingFile(repository, places), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Where Hugging Face's own library keeps that revision. */
function folderOfHub(
  repository: Repository,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const folder = path.join(hubCache(env), `models--${repository.name.replace('/', '--')}`);
  const revision = revisionOf(repository);
  try {
    const commit = isCommit(revision)
      ? revision
      : readFileSync(path.join(folder, 'refs', revision), 'utf8').trim();
    return isCommit(commit) ? path.join(folder, 'snapshots', commit) : undefined;
  } catch {
    return undefined;
  }
}

const isDescribed = (folder: string): boolean => existsSync(path.join(folder, 'config.json'));
