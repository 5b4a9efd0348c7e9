import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BindingSources } from './compiler.js';
import { kernelsVersion } from './target.js';

/*
 * Files that come with this package: in the published package they lie under `vendor/` and `prebuilt/`, in a checkout
 * in the npm packages they are copied from (tools/build.mjs does the copying).
 */
const packageRoot = findPackageRoot(path.dirname(fileURLToPath(import.meta.url)));

function findPackageRoot(folder: string): string {
  if (existsSync(path.join(folder, 'package.json'))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error('the package.json of tlp was not found');
  return findPackageRoot(parent);
}

/** Our own TensorFlow ops, in C++. */
const kernelFolder = path.join(packageRoot, 'kernels');

/** What the binding is compiled from. */
export function bindingSources(): BindingSources {
  const vendor = path.join(packageRoot, 'vendor');
  const folderOf = (name: string) => {
    const vendored = path.join(vendor, name);
    if (existsSync(vendored)) return vendored;
    return path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  };
  const binding = path.join(folderOf('@tensorflow/tfjs-node'), 'binding');
  const kernels = readdirSync(kernelFolder).filter((name) => name.endsWith('.cc'));
  return {
    files: [
      ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((name) => path.join(binding, name)),
      ...kernels.sort().map((name) => path.join(kernelFolder, name)),
    ],
    nodeHeaders: path.join(folderOf('node-api-headers'), 'include'),
  };
}

/** The binding compiled on the machine that packed this package, if it was packed for this platform. */
export function prebuiltBinding(): string | undefined {
  const file = path.join(
    packageRoot,
    'prebuilt',
    `${process.platform}-${process.arch}-kernels-${kernelsVersion}`,
    'tfjs_binding.node',
  );
  return existsSync(file) ? file : undefined;
}

/** What to require for ONNX Runtime: the vendored copy if it is for this platform, else the npm package. */
export function onnxRuntimeEntry(): string {
  const vendored = path.join(packageRoot, 'vendor', 'onnxruntime-node');
  const binary = path.join(vendored, 'bin', 'napi-v6', process.platform, process.arch);
  return existsSync(binary) ? path.join(vendored, 'dist', 'index.js') : 'onnxruntime-node';
}

/** What to require for Hugging Face's tokenizers: the vendored copy if it is for this platform, else the npm package. */
export function tokenizersEntry(): string {
  const vendored = path.join(packageRoot, 'vendor', 'tokenizers');
  const there = existsSync(vendored) && readdirSync(vendored).some(isForThisPlatform);
  return there ? path.join(vendored, 'index.js') : createRequire(import.meta.url).resolve('tokenizers');
}

/** @param name `tokenizers.linux-x64-gnu.node` */
function isForThisPlatform(name: string): boolean {
  const [, platform, arch] = name.split(/[.-]/);
  return platform === process.platform && arch === process.arch;
}
