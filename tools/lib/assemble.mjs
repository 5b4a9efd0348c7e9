import { copyFile, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { nodeModules, root, runtime } from './paths.mjs';

/**
 * Copies into `packages/runtime` what a published package carries besides its bundle, for this platform: ONNX Runtime
 * (whose own npm package would download CUDA when it is installed), Hugging Face's tokenizers (whose own has the binaries of
 * 13 platforms, 64 MB), and the sources and headers of TensorFlow's binding. tfjs-node cannot be a dependency: its install script fails where its download host does not answer, and
 * the whole installation with it.
 */
export async function assemble() {
  const vendor = path.join(runtime, 'vendor');
  await rm(vendor, { recursive: true, force: true });
  const binary = path.join('bin', 'napi-v6', process.platform, process.arch);
  await vendorPackage('onnxruntime-node', vendor, ['dist', binary, 'README.md']);
  await vendorPackage('tokenizers', vendor, ['index.js', 'LICENSE', ...(await tokenizersBinaries())]);
  await vendorPackage('@tensorflow/tfjs-node', vendor, ['binding']);
  await vendorPackage('node-api-headers', vendor, ['include', 'LICENSE']);
  await copyFile(path.join(root, 'LICENSE'), path.join(runtime, 'LICENSE'));
  await copyFile(path.join(root, 'README.md'), path.join(runtime, 'README.md'));
}

/** Of this platform; on Linux for glibc, as that of ONNX Runtime. */
async function tokenizersBinaries() {
  const names = await readdir(path.join(nodeModules, 'tokenizers'));
  return names.filter((name) => {
    const [, platform, arch, library] = name.split(/[.-]/);
    return platform === process.platform && arch === process.arch && library !== 'musl';
  });
}

/** Copies parts of an npm package, with a manifest that has no scripts and no dependencies. */
async function vendorPackage(name, vendor, parts) {
  const from = path.join(nodeModules, name);
  const to = path.join(vendor, name);
  for (const part of parts) {
    await cp(path.join(from, part), path.join(to, part), {
      recursive: true,
      filter: (file) => !/\.(d\.ts|map)$|_test\.js$/.test(file),
    });
  }
  const {
    version,
    license = 'Apache-2.0',
    main,
    repository,
  } = JSON.parse(await readFile(path.join(from, 'package.json'), 'utf8'));
  const manifest = { name, version, license, main, repository };
  await writeFile(path.join(to, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/**
 * Takes the binding of the library that is set up on this machine into the package, so that its users need no
 * compiler. Only one compiled for the wheel's library: that of the official download has other names.
 */
export async function takeBinding(library) {
  const prebuilt = path.join(runtime, 'prebuilt');
  // One of other ops would be packed too.
  await rm(prebuilt, { recursive: true, force: true });
  if (library.source !== 'wheel') return;
  const kernels = /-kernels-\w+/.exec(path.basename(library.folder))[0];
  const folder = path.join(prebuilt, library.platform + kernels);
  await mkdir(folder, { recursive: true });
  await copyFile(path.join(library.folder, library.bindingPath), path.join(folder, 'tfjs_binding.node'));
}
