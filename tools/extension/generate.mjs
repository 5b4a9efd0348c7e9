/** `npm run generate:extension`: writes the grammar and the snippets of the extension from the language's tables. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

import { build } from 'esbuild';
import { root } from '../lib/paths.mjs';
import { extension } from './paths.mjs';

const bundle = path.join(root, 'node_modules', `.tlp-extension-${process.pid}.cjs`);

try {
  await build({
    entryPoints: [path.join(import.meta.dirname, 'generate', 'files.ts')],
    outfile: bundle,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
  const { generatedFiles } = createRequire(import.meta.url)(bundle);
  for (const [file, text] of Object.entries(generatedFiles())) {
    await mkdir(path.dirname(path.join(extension, file)), { recursive: true });
    await writeFile(path.join(extension, file), text);
  }
} finally {
  await rm(bundle, { force: true });
}
