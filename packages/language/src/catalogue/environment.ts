import type { Catalogue } from './entry.js';

/** Codes TLP750–TLP799: raised by the runtime, see `fail` in `diagnostic.ts`. */
export const environmentCatalogue: Catalogue = {
  TLP750: {
    title: 'No native library for this platform',
    explanation:
      'TensorFlow publishes no library for this operating system and processor. Pipelines still run on the portable ' +
      'engine, which computes the same numbers slowly.',
  },
  TLP751: {
    title: 'The native library could not be set up',
    explanation:
      'Every source of TensorFlow’s library failed; the message gives each with its reason. `tlp doctor` says what ' +
      'is missing. On Linux x64 a Python 3 with pip that reaches a package index, or its mirror, is enough.',
  },
  TLP752: {
    title: 'The cache folder cannot be used',
    explanation:
      'Native libraries, weights and features lie in a per-user cache folder, which cannot be created or written. ' +
      'Make it writable, or set the environment variable `TLP_CACHE` to another folder.',
  },
  TLP753: {
    title: 'Not enough disk space for the native library',
    explanation:
      'Downloading and unpacking TensorFlow needs the space the message names. Free some, or set the environment ' +
      'variable `TLP_CACHE` to a folder on another disk. Nothing half-written was left.',
  },
  TLP754: {
    title: 'The native library does not load',
    explanation:
      'The library is there, but loading it failed: it is damaged, or the system’s C++ library is older than the ' +
      'one it was built with. `tlp setup --force` builds it anew.',
  },
  TLP755: {
    title: 'ONNX Runtime does not load',
    explanation:
      'The package carries ONNX Runtime for the platform it was packed on. Elsewhere install `onnxruntime-node` beside ' +
      'it; until then the frozen part of a network runs on TensorFlow, which is slower and computes the same numbers.',
  },
  TLP756: {
    title: 'The temporary folder cannot be written',
    explanation:
      'TensorFlow takes a graph from a file, so each phase writes a small one, some hundred kilobytes, to the ' +
      "system's temporary folder and removes it once it is loaded. That folder is full or cannot be written. Free " +
      'some space there, or set the environment variable `TMPDIR` (`TEMP` on Windows) to another folder.',
  },
  TLP757: {
    title: 'Not enough memory',
    explanation:
      'TensorFlow asked for the memory of one more tensor and the system refused. What a training step keeps grows with ' +
      'the batch, with the area of the input and with the number of layers that are not frozen; `tlp plan` estimates it.',
  },
};
