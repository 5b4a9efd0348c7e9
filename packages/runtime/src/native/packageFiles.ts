import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BindingSources } from './compiler.js';

/**
 * Files that come with this package: in the published package under `vendor/`, in a checkout from the npm packages
 * they are copied from (`tools/pack.mjs` does the copying).
 */
const packageRoot = findPackageRoot(path.dirname(fileURLToPath(import.meta.url)));
const vendor = path.join(packageRoot, 'vendor');

function findPackageRoot(folder: string): string {
  if (existsSync(path.join(folder, 'package.json'))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error('package.json of @tlp/runtime was not found');
  return findPackageRoot(parent);
}

/** What the binding is compiled from. */
export function bindingSources(): BindingSources {
  const vendored = path.join(vendor, 'tfjs-node-binding');
  if (existsSync(vendored)) {
    return { sources: vendored, nodeHeaders: path.join(vendor, 'node-api-headers') };
  }
  const require = createRequire(import.meta.url);
  const tfjsNode = path.dirname(require.resolve('@tensorflow/tfjs-node/package.json'));
  const headers = path.dirname(require.resolve('node-api-headers/package.json'));
  return { sources: path.join(tfjsNode, 'binding'), nodeHeaders: path.join(headers, 'include') };
}

/** The binding compiled on the machine that packed this package, if it was packed for this platform. */
export function prebuiltBinding(): string | undefined {
  const file = path.join(packageRoot, 'prebuilt', `${process.platform}-${process.arch}`, 'tfjs_binding.node');
  return existsSync(file) ? file : undefined;
}

/** What to require for ONNX Runtime: the vendored copy for the packing machine's platform, or the npm package. */
export function onnxRuntimeEntry(): string {
  const folder = path.join(vendor, 'onnxruntime-node');
  const binary = path.join(folder, 'bin', 'napi-v6', process.platform, process.arch);
  return existsSync(binary) ? path.join(folder, 'dist', 'index.js') : 'onnxruntime-node';
}
