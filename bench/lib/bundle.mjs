/** Bundles a benchmark's TypeScript, so that it runs the sources as they are; npm's packages stay outside. */
import path from 'node:path';
import { build } from 'esbuild';
import { root } from '../../tools/lib/paths.mjs';

const npmPackages = {
  name: 'npm-packages',
  setup(pluginBuild) {
    pluginBuild.onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) =>
      kind === 'entry-point' || name.startsWith('@tlp/') ? null : { path: name, external: true },
    );
  },
};

/** The path of the bundle of `bench/FILE`. */
export const bundleBench = (file) => bundleProgram(path.join('bench', file));

/** The path of the bundle of a TypeScript file of the repository. */
export async function bundleProgram(file) {
  const name = path.relative('bench', file).replaceAll(path.sep, '-').replace(/\.ts$/, '.mjs');
  const outfile = path.join(root, 'bench', 'dist', name);
  await build({
    entryPoints: [path.join(root, file)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    plugins: [npmPackages],
    logLevel: 'warning',
  });
  return outfile;
}
