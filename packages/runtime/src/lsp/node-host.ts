/** The language server on a computer: its files, its built-in documents as files, its end with its client's. */
import type { Host } from '@tlp/language/editor/server/host.js';
import { isAlive } from '../files/alive.js';
import { cacheFolder } from '../files/cache.js';
import { version } from '../version.js';
import { builtinFile } from './builtin-files.js';
import { findSources } from './find-sources.js';
import { nodeFiles } from './node-files.js';

/** How often to look whether the client is still there. */
const watchInterval = 3_000;

export function nodeHost(): Host {
  const exit = (status: 0 | 1): void => process.exit(status);
  return {
    version,
    openFiles: (arrived, askTensors) => nodeFiles(Date.now, arrived, askTensors),
    findSources,
    showBuiltin: (uri, text) => builtinFile(cacheFolder('builtin', version), uri, text),
    watchParent(parent) {
      const timer = setInterval(() => {
        if (!isAlive(parent)) exit(1);
      }, watchInterval);
      timer.unref();
    },
    exit,
  };
}
