import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { downloadFile } from '../download/download.js';
import { reasonOf } from '../download/error.js';
import { requireOnline } from '../download/offline.js';
import { compileChecked } from './compile-checked.js';
import { requireCompiler } from './compiler.js';
import type { Installed } from './installed.js';
import type { OnProgress } from './progress.js';
import { runProgram } from './spawn.js';
import { type OfficialSource, officialHost, type Target } from './target.js';

/** A host that does not answer at all must not keep the user from the next source for long. */
const probeMs = 5000;
/** One that does answer is given time to send everything. */
const patience = { timeoutMs: 20_000, retries: 3, pauseMs: 500 };

/**
 * Builds an installation in `folder` out of what tfjs-node's install script would download, in the same layout. The
 * archive is kept in `downloads` until it is unpacked, so that an interrupted download continues.
 * Throws a plain Error that says why not.
 */
export async function installOfficial(
  target: Target,
  source: OfficialSource,
  folder: string,
  downloads: string,
  onProgress: OnProgress,
  env: NodeJS.ProcessEnv,
): Promise<Omit<Installed, 'bytes' | 'files'>> {
  requireOnline(env);
  // Said before 100 MB are fetched in vain.
  await requireCompiler(env);
  const host = `${(env.TFJS_NODE_CDN_STORAGE || officialHost).replace(/\/$/, '')}/`;
  const archive = path.join(downloads, path.posix.basename(source.library));
  await probe(host + source.library, env);
  const message = `downloading TensorFlow ${source.version}`;
  await downloadFile(host + source.library, archive, {
    ...patience,
    env,
    sha256: source.sha256,
    onProgress: (done, total) =>
      onProgress({ step: 'download', message, done, ...(total === undefined ? {} : { total }) }),
  });
  onProgress({ step: 'unpack', message: 'unpacking TensorFlow' });
  const libraries = path.join(folder, 'deps');
  await unpackTar(archive, libraries, []);
  await rm(archive);
  const bindingPath = path.join('lib', 'napi-v8', 'tfjs_binding.node');
  const file = path.join(folder, bindingPath);
  await mkdir(path.dirname(file), { recursive: true });
  await compileChecked(path.join(libraries, 'include'), path.join(libraries, 'lib'), file, onProgress, env);
  return {
    source: 'official',
    tensorflow: source.version,
    binding: 'compiled',
    platform: target.id,
    bindingPath,
  };
}

async function probe(url: string, env: NodeJS.ProcessEnv): Promise<void> {
  const { httpClient } = await import('../download/http.js');
  const client = httpClient(env);
  const options = { method: 'HEAD', headers: {}, signal: AbortSignal.timeout(probeMs) } as const;
  try {
    const { response } = await client.request(url, options).catch((error: unknown) => {
      throw new Error(`${url} could not be reached: ${reasonOf(error)}`);
    });
    if (response.status >= 400) throw new Error(`${url} answered ${response.status}`);
  } finally {
    await client.close();
  }
}

/** Every supported platform has `tar`; it refuses entries that point outside `folder`. */
async function unpackTar(archive: string, folder: string, options: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { code, output } = await runProgram('tar', ['-xzf', archive, '-C', folder, ...options], {
    kept: true,
  });
  if (code !== 0) throw new Error(`${path.basename(archive)} could not be unpacked: ${output.slice(-300)}`);
}
