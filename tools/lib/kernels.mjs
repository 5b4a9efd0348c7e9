/** Assembles the WebAssembly of `packages/runtime` into a module that carries it. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './paths.mjs';

const folder = 'packages/runtime/src/modalities/images/resample';

/** Relative to the repository. */
export const assembledKernels = `${folder}/generated`;

/** True, as it throws where there is a mistake in the text. */
export async function generateKernels() {
  // Here, as `npm test` reads this file before the packages are installed.
  const { default: wabt } = await import('wabt');
  const assembler = await wabt();
  const text = await readFile(path.join(root, folder, 'kernel.wat'), 'utf8');
  const module = assembler.parseWat('kernel.wat', text, { simd: true });
  module.validate();
  const bytes = Buffer.from(module.toBinary({}).buffer).toString('base64');
  const lines = [
    '/** Made from `kernel.wat` by `npm run generate:kernels`. */',
    `export const kernel =\n  '${bytes}';`,
  ];
  await writeFile(path.join(root, assembledKernels, 'kernel.ts'), `${lines.join('\n')}\n`);
  return true;
}
