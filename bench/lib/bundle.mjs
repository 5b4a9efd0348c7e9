/** Bundles a benchmark's TypeScript, so that it runs the sources as they are; npm's packages stay outside. */
import path from 'node:path';
import { build } from 'esbuild';
import { threads } from '../../tools/lib/bundle.mjs';
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
  const name = path.relative('bench', file).replaceAll(path.sep, '-').replace(/\.ts$/, '');
  const outdir = path.join(root, 'bench', 'dist');
  await build({
    // A program finds the scripts of its threads beside itself.
    entryPoints: { [name]: path.join(root, file), ...threads },
    outdir,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    plugins: [npmPackages],
    logLevel: 'warning',
  });
  return path.join(outdir, `${name}.js`);
}
