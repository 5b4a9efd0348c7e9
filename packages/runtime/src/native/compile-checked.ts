import { checkBinding } from './check.js';
import { compileBinding } from './compiler.js';
import { bindingSources } from './package-files.js';
import type { OnProgress } from './progress.js';

/**
 * Compiles the binding, with our own ops in it, against the libraries in `libFolder`, and loads it once. Throws a plain Error that says
 * why not.
 */
export async function compileChecked(
  include: string,
  libFolder: string,
  file: string,
  onProgress: OnProgress,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  onProgress({ step: 'compile', message: 'compiling the binding (about 20 seconds)' });
  await compileBinding(bindingSources(), include, libFolder, file, env);
  onProgress({ step: 'check', message: 'loading the library once' });
  const problem = await checkBinding(file, env);
  if (problem !== undefined) throw new Error(`the compiled binding does not load: ${problem}`);
}
