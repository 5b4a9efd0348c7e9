/** `npm run docs`: writes the reference documentation from the schema table and the diagnostics catalogue. */
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from './lib/paths.mjs';

const source = path.join(root, 'packages', 'language', 'src', 'docs');
const bundle = path.join(root, 'node_modules', `.tlp-docs-${process.pid}.mjs`);

try {
  await build({
    stdin: {
      contents: `export { languageReference } from './language-reference.js';
export { diagnosticsReference } from './diagnostics-reference.js';
export { backbonesReference } from './backbones-reference.js';`,
      resolveDir: source,
      loader: 'ts',
    },
    outfile: bundle,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
  const { languageReference, diagnosticsReference, backbonesReference } = await import(
    pathToFileURL(bundle).href
  );
  await writeFile(path.join(root, 'docs', 'language.md'), languageReference());
  await writeFile(path.join(root, 'docs', 'diagnostics.md'), diagnosticsReference());
  await writeFile(path.join(root, 'docs', 'backbones.md'), backbonesReference());
} finally {
  await rm(bundle, { force: true });
}
