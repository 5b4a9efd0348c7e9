/** Bundles the language server by itself, as the editor's extension carries it: one file for each place it runs in. */
import path from 'node:path';
import { build } from 'esbuild';
import { moduleUrl } from './module-url.mjs';
import { root } from './paths.mjs';

const sources = path.join(root, 'packages', 'vscode-extension', 'src', 'server');

const shared = {
  bundle: true,
  minify: true,
  target: 'es2022',
  legalComments: 'none',
  logLevel: 'warning',
  define: { TLP_BUNDLED: 'true' },
  // Some packages come as ES modules too; those alone, so that nothing is bundled twice.
  mainFields: ['module', 'main'],
  metafile: true,
};

/** A classic worker's script: `self` is all it needs. Gives esbuild's result. */
export const bundleBrowserServer = (outfile) =>
  build({
    ...shared,
    entryPoints: [path.join(sources, 'browser.ts')],
    outfile,
    format: 'iife',
    platform: 'browser',
    mainFields: ['browser', 'module', 'main'],
  });

/** For the Node that VS Code brings, or any other. */
export const bundleNodeServer = (outfile) =>
  build({
    ...shared,
    entryPoints: [path.join(sources, 'node.ts')],
    outfile,
    format: 'cjs',
    platform: 'node',
    ...moduleUrl,
    define: { ...shared.define, ...moduleUrl.define },
  });
