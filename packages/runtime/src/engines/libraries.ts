/** The libraries that carry graphs out, by name and version: another one, or another version, gives other bits. */
import { TlpError } from '@tlp/language/diagnostic.js';
import type { TensorFlow } from '../native/load.js';
import { loadOnnxRuntime, type OnnxRuntime } from '../native/onnx.js';
import type { Tfjs } from '../ops/kernel.js';
import { tensorFlowOrNull } from './choose.js';
import { loadTfjs } from './portable/load-tfjs.js';
import { noteStandIn } from './stand-in.js';

interface Named {
  /** For people, and for the keys of what was computed: `ONNX Runtime 1.30.0`. */
  readonly title: string;
}

export type TrainingLibrary = Named &
  (
    | { readonly name: 'tensorflow'; readonly tf: TensorFlow }
    | { readonly name: 'portable'; readonly tf: Tfjs }
  );

export type InferenceLibrary =
  | TrainingLibrary
  | (Named & { readonly name: 'onnx'; readonly ort: OnnxRuntime });

/** `auto` takes ONNX Runtime, else TensorFlow, else the portable engine. The same answer all through a process. */
export async function inferenceLibrary(
  engine: 'auto' | 'onnx' | 'tensorflow' | 'portable',
): Promise<InferenceLibrary> {
  if (engine === 'onnx' || engine === 'auto') {
    try {
      const ort = await loadOnnxRuntime();
      return { name: 'onnx', ort, title: `ONNX Runtime ${ort.env.versions.node}` };
    } catch (error) {
      if (engine === 'onnx' || !(error instanceof TlpError)) throw error;
      const { message, remedy } = error.diagnostics[0]!;
      noteStandIn('TensorFlow stands in for ONNX Runtime', message, remedy);
    }
  }
  return trainingLibrary(engine);
}

/** `auto` takes TensorFlow, else the portable engine. */
export async function trainingLibrary(
  engine: 'auto' | 'onnx' | 'tensorflow' | 'portable',
): Promise<TrainingLibrary> {
  const tf = await tensorFlowOrNull(engine);
  if (tf) return { name: 'tensorflow', tf, title: `TensorFlow ${libraryVersion(tf)}` };
  const tfjs = await loadTfjs();
  // tfjs computes on TensorFlow where that is loaded already, to other bits than on its own.
  return { name: 'portable', tf: tfjs, title: `tfjs ${tfjs.version.tfjs} (${tfjs.getBackend()})` };
}

/** Of the native library below tfjs-node, which its types do not show. */
function libraryVersion(tf: TensorFlow): string {
  const { binding } = tf.backend() as unknown as { readonly binding?: { readonly TF_Version?: string } };
  return binding?.TF_Version ?? tf.version['tfjs-node'];
}
