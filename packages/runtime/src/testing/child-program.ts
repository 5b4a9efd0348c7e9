import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const runtime = fileURLToPath(new URL('../..', import.meta.url));
let made = 0;

/**
 * For tests of what several processes do: a program of this folder in one file, beside the modules that it loads.
 * @param child its source: `known-child.ts`
 * @param external modules that are not in it
 * @returns its path; the test removes it
 */
export async function childProgram(child: string, external: readonly string[]): Promise<string> {
  const program = path.join(runtime, '.tlp', `${path.basename(child, '.ts')}-${process.pid}-${++made}.mjs`);
  await build({
    entryPoints: [path.join(runtime, 'src/testing', child)],
    outfile: program,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: [...external],
    logLevel: 'error',
  });
  return program;
}
