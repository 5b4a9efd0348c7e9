import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { runtime } from './paths.mjs';

/** Packages that stay outside: sharp brings a native library through npm's own optional packages. */
const external = ['sharp', 'onnxruntime-node', 'onnxruntime-common', 'tokenizers'];

/** Scripts of threads, each of which loads a file of its own. */
export const threads = {
  'hdf5-worker': path.join(runtime, 'src', 'weights', 'hdf5', 'hdf5-worker.js'),
  'onnx-worker': path.join(runtime, 'src', 'engines', 'onnx', 'onnx-worker.js'),
};

/** CommonJS packages in an ES module bundle still ask for `require`, `__dirname` and `__filename`. */
const banner = `import { createRequire as tlpCreateRequire } from 'node:module';
const require = tlpCreateRequire(import.meta.url);`;

/**
 * tfjs-node asks node-pre-gyp where its binding lies. In the bundle, the answer is the path that
 * `src/native/redirect.ts` left; node-pre-gyp itself, which could only look in node_modules, is left out.
 */
const bindingPath = {
  name: 'binding-path',
  setup(pluginBuild) {
    pluginBuild.onResolve({ filter: /^@mapbox\/node-pre-gyp$/ }, () => ({
      path: 'find',
      namespace: 'binding-path',
    }));
    pluginBuild.onLoad({ filter: /.*/, namespace: 'binding-path' }, () => ({
      contents: "exports.find = () => globalThis[Symbol.for('tlp.tensorflow-binding')];",
      loader: 'js',
    }));
  },
};

/** How every part is bundled. */
export const bundling = {
  bundle: true,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external,
  banner: { js: banner },
  define: {
    TLP_BUNDLED: 'true',
    __dirname: 'import.meta.dirname',
    __filename: 'import.meta.filename',
  },
  plugins: [bindingPath],
  legalComments: 'linked',
  logLevel: 'warning',
};

/** Bundles the command line into `packages/runtime/dist`, split so that a command loads only what it uses. */
export async function bundleRuntime() {
  const dist = path.join(runtime, 'dist');
  const outdir = `${dist}.${process.pid}.tmp`;
  await build({
    entryPoints: { tlp: path.join(runtime, 'src', 'cli', 'main.ts'), ...threads },
    outdir,
    ...bundling,
  });
  // Swapped in at the end: a command that is running meanwhile still finds its chunks as long as possible.
  await rm(dist, { recursive: true, force: true });
  await rename(outdir, dist);
}
