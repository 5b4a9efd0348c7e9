import type { Catalogue } from './entry.js';

/** Codes TLP750–TLP799: raised by the runtime, see `fail` in `diagnostic.ts`. */
export const environmentCatalogue: Catalogue = {
  TLP750: {
    title: 'No native library for this platform',
    explanation:
      'TensorFlow publishes no library for this operating system and processor. Pipelines still run on the portable ' +
      'engine, which is much slower.',
  },
  TLP751: {
    title: 'The native library could not be set up',
    explanation:
      'Every source of TensorFlow’s library failed; the message lists each with its reason. `tlp doctor` says what ' +
      'is missing. On Linux x64, Python 3 with pip and access to a package index or a mirror is enough.',
  },
  TLP752: {
    title: 'The cache folder cannot be used',
    explanation:
      'Native libraries, weights and features are kept in a per-user cache folder, which cannot be created or written. ' +
      'Make it writable, or set the environment variable `TLP_CACHE` to another folder.',
  },
  TLP753: {
    title: 'Not enough disk space for the native library',
    explanation:
      'Downloading and unpacking TensorFlow needs the space given in the message. Free some space, or set the environment ' +
      'variable `TLP_CACHE` to a folder on another disk. Nothing half-written was left behind.',
  },
  TLP754: {
    title: 'The native library cannot be loaded',
    explanation:
      'The library is there, but loading it failed: it is damaged, or the system’s C++ library is older than the ' +
      'one it was built with. `tlp setup --force` rebuilds it.',
  },
  TLP755: {
    title: 'ONNX Runtime cannot be loaded',
    explanation:
      'The package includes ONNX Runtime for the platform it was built on. On other platforms, install `onnxruntime-node` ' +
      'next to it. Until then the frozen part of a network runs on TensorFlow, which is slower.',
  },
  TLP756: {
    title: 'The temporary folder cannot be written',
    explanation:
      "TensorFlow loads graphs from files, so each phase writes a small one to the system's temporary folder and " +
      'removes it after loading. That folder is full or read-only. Free ' +
      'some space there, or set the environment variable `TMPDIR` (`TEMP` on Windows) to another folder.',
  },
  TLP757: {
    title: 'Out of memory',
    explanation:
      'TensorFlow could not allocate memory for another tensor. The memory of a training step grows with ' +
      'the batch, the area of the input and the number of trained layers; `tlp plan` estimates it.',
  },
  TLP758: {
    title: 'The native library is damaged',
    explanation:
      'The files of TensorFlow’s library are not those that were installed: one is missing or has changed. TLP tried to ' +
      'reinstall it from the same source; that failed too, and the message says why. It does not switch to ' +
      'another engine or version on its own, because those give slightly different numbers. `tlp setup` tries ' +
      'again, and `--engine portable` works without the library.',
  },
  TLP759: {
    title: 'Another engine was used',
    explanation:
      'The usual engine is not available on this computer, so another one took its place: the portable engine for ' +
      'TensorFlow, or TensorFlow for ONNX Runtime. It computes the same network but rounds differently, so training ends ' +
      'at slightly different weights, and it is many times slower. `tlp doctor` says what is missing.',
  },
  TLP760: {
    title: 'No /proc',
    explanation:
      'On Linux, TensorFlow needs the folder /proc. In a bare container or a chroot it may not ' +
      'be mounted. ONNX Runtime and the portable engine work without it.',
  },
  TLP761: {
    title: 'The tokenizers library cannot be loaded',
    explanation:
      'Texts are turned into tokens by Hugging Face’s tokenizers, native code that the package includes for the platform it was ' +
      'built on. On other platforms, install `tokenizers` next to it.',
  },
};
