/** What decides how fast the native libraries are here. */
import os from 'node:os';
import path from 'node:path';
import { TlpError } from '@tlp/language/diagnostic.js';
import { findInstallation } from '../native/install.js';
import { loadOnnxRuntime } from '../native/onnx.js';
import { requireProc } from '../native/proc.js';

/** A type, so that it spreads into plain JSON. */
export type Machine = {
  readonly processor: string;
  readonly threads: number;
  readonly onnxRuntime: string;
  /** With its version, that of tfjs-node and that of our own ops. */
  readonly tensorFlow: string;
  readonly oneDnn: string;
};

/** Null where ONNX Runtime or TensorFlow is not there. Nothing is set up, and TensorFlow is not loaded. */
export async function machineOfBoth(): Promise<Machine | null> {
  const installed = await findInstallation();
  if (!installed) return null;
  try {
    await requireProc();
    const ort = await loadOnnxRuntime();
    return {
      processor: os.cpus()[0]?.model ?? os.arch(),
      // As many as TensorFlow is given, which a variable may limit.
      threads: Number(process.env.TF_NUM_INTRAOP_THREADS) || os.availableParallelism(),
      onnxRuntime: ort.env.versions.node ?? ort.env.versions.common,
      tensorFlow: path.basename(installed.folder),
      oneDnn: process.env.TF_ENABLE_ONEDNN_OPTS ?? '1',
    };
  } catch (error) {
    if (error instanceof TlpError) return null;
    throw error;
  }
}
