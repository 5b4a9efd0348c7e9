/** Bundles the extension: client and server, each for a computer and for a browser. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { moduleUrl } from '../lib/module-url.mjs';
import { extension } from './paths.mjs';

const source = path.join(extension, 'src');

/** VS Code loads extensions as CommonJS, and brings the module `vscode` itself. */
const common = { bundle: true, minify: true, format: 'cjs', external: ['vscode'], logLevel: 'warning' };
const node = {
  ...common,
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  ...moduleUrl,
};
const browser = {
  ...common,
  platform: 'browser',
  target: 'es2022',
  mainFields: ['browser', 'module', 'main'],
};

const bundles = [
  { ...node, entry: 'extension-node.ts', file: 'extension.cjs' },
  { ...node, entry: 'server/node.ts', file: 'server.cjs' },
  { ...browser, entry: 'extension-browser.ts', file: 'extension-browser.js' },
  // A worker's script is no module.
  { ...browser, entry: 'server/browser.ts', file: 'server-browser.js', format: 'iife' },
];

/** Writes the bundles into a folder of their own, where nothing else is. */
export async function bundleExtension(dist = path.join(extension, 'dist')) {
  await rm(dist, { recursive: true, force: true });
  await Promise.all(
    bundles.map(({ entry, file, ...options }) =>
      build({ ...options, entryPoints: [path.join(source, entry)], outfile: path.join(dist, file) }),
    ),
  );
}
