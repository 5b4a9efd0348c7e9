/** Where PyTorch, Keras and Hugging Face keep what they downloaded: a file that is there need not be fetched again. */
import { constants, copyFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { WeightOrigin } from '@tlp/language/backbones/card.js';
import { type Expected, misfit, vouched } from '../download/expected.js';
import { moveIntoPlace, temporaryName } from '../files/atomic.js';
import { digestFile } from '../files/hash.js';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Copies the file from there to `file` and gives its SHA-256; undefined where nobody has it, or other bytes under its
 * name, or where no hash could tell.
 */
export async function takeKnownCopy(
  origins: readonly WeightOrigin[],
  file: string,
  expected: Expected,
  env: Env,
): Promise<string | undefined> {
  if (!vouched(expected)) return undefined;
  for (const candidate of origins.flatMap((origin) => placesOf(origin, env))) {
    const temporary = temporaryName(file);
    try {
      // The copy is what is judged: the other program may be writing.
      await copyFile(candidate, temporary, constants.COPYFILE_FICLONE);
      const found = await digestFile(temporary, { md5: expected.md5 !== undefined });
      if (misfit(found, expected) !== undefined) continue;
      await moveIntoPlace(temporary, file);
      return found.sha256;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOSPC' || code === 'EDQUOT') throw error;
    } finally {
      await rm(temporary, { force: true });
    }
  }
  return undefined;
}

/**
 * torch.hub's `get_dir`, Keras's `get_file` and huggingface_hub's constants.py.
 * @returns absolute paths, whether or not something is there
 */
export function placesOf(origin: WeightOrigin, env: Env): string[] {
  const cache = userCache(env);
  switch (origin.kind) {
    case 'pip':
      return [];
    case 'url': {
      const name = path.posix.basename(new URL(origin.url).pathname);
      const torch = path.join(env.TORCH_HOME || path.join(cache, 'torch'), 'hub', 'checkpoints');
      const keras = path.join(env.KERAS_HOME || path.join(os.homedir(), '.keras'), 'models');
      // Keras keeps `NASNet-mobile.h5` as `nasnet_mobile.h5`.
      const other = name.toLowerCase().replaceAll('-', '_');
      return [path.join(torch, name), ...new Set([name, other].map((file) => path.join(keras, file)))];
    }
    case 'huggingface': {
      const repo = `models--${origin.repo.replaceAll('/', '--')}`;
      return [path.join(hubCache(env), repo, 'snapshots', origin.revision, ...origin.path.split('/'))];
    }
  }
}

/** Where Hugging Face's own library keeps repositories. */
export const hubCache = (env: Env): string =>
  env.HF_HUB_CACHE || path.join(env.HF_HOME || path.join(userCache(env), 'huggingface'), 'hub');

const userCache = (env: Env): string => env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
