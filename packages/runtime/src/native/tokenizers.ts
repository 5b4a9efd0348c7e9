import { createRequire } from 'node:module';
import { fail } from '@tlp/language/diagnostic.js';
import { tokenizersEntry } from './package-files.js';

export type TokenizersLibrary = typeof import('tokenizers');

export interface LoadedTokenizers {
  readonly library: TokenizersLibrary;
  /** What a process of its own requires to have the same. */
  readonly entry: string;
}

let loaded: LoadedTokenizers | undefined;

/**
 * Hugging Face's tokenizers, native code that the package carries; read when the first text is, and not before.
 * @throws TlpError TLP761 where there is none for this platform or it does not load
 */
export function loadTokenizers(): LoadedTokenizers {
  if (loaded !== undefined) return loaded;
  try {
    const entry = tokenizersEntry();
    loaded = { library: createRequire(import.meta.url)(entry) as TokenizersLibrary, entry };
  } catch (cause) {
    throw fail(
      'TLP761',
      `The tokenizers library cannot be loaded on ${process.platform}-${process.arch}: ${(cause as Error).message.split('\n')[0]}.`,
      'Run "npm install --ignore-scripts tokenizers" where tlp is installed (with --global if tlp is).',
      { exitCode: 2, cause },
    );
  }
  return loaded;
}
