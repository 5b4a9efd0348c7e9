import { createRequire } from 'node:module';
import { fail } from '@tlp/language/diagnostic.js';
import { onnxRuntimeEntry } from './package-files.js';

export type OnnxRuntime = typeof import('onnxruntime-node');

let loaded: OnnxRuntime | undefined;

/**
 * ONNX Runtime on the processor: the binary lies in the package, nothing is downloaded.
 * Throws TLP755 where there is none for this platform or it does not load.
 */
export async function loadOnnxRuntime(): Promise<OnnxRuntime> {
  if (loaded !== undefined) return loaded;
  // Read once, when the library loads. Otherwise it writes a device id, a store and a log into the temporary folder and
  // the user's, under names that anybody can guess, and looks up an address.
  process.env.ORT_DISABLE_TELEMETRY = '1';
  try {
    loaded = createRequire(import.meta.url)(onnxRuntimeEntry()) as OnnxRuntime;
  } catch (cause) {
    throw fail(
      'TLP755',
      `ONNX Runtime cannot be loaded on ${process.platform}-${process.arch}: ${(cause as Error).message.split('\n')[0]}.`,
      'Run "npm install --ignore-scripts onnxruntime-node" where tlp is installed (with --global if tlp is).',
      { exitCode: 2, cause },
    );
  }
  return loaded;
}
