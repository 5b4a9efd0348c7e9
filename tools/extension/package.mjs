/** `npm run package`: builds the extension and packs it, as `tlp-vscode-VERSION.vsix` in the current folder. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bundleExtension } from './bundle.mjs';
import { extension } from './paths.mjs';
import { vsix } from './vsix.mjs';

const limit = 1e6;

await bundleExtension();
const packed = await vsix();
const { name, version } = JSON.parse(await readFile(path.join(extension, 'package.json'), 'utf8'));
const file = `${name}-${version}.vsix`;
await writeFile(file, packed);
console.log(`${file}: ${Math.round(packed.length / 1000)} kB`);
if (packed.length >= limit) {
  console.error(`It should be smaller than ${limit / 1000} kB.`);
  process.exitCode = 1;
}
