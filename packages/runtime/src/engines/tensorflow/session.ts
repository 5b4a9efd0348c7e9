import type * as tfjs from '@tensorflow/tfjs';
import { fail } from '@tlp/language/diagnostic.js';
import type { TensorFlow } from '../../native/load.js';
import { unwritable, withTemporaryFolder } from '../temporary-folder.js';
import type { Batch } from '../types.js';
import type { GraphDefNode } from './proto-values.js';
import { type Signature, tag, writeSavedModel } from './saved-model.js';

/** What TensorFlow has already. */
export interface Held {
  readonly tensor: tfjs.Tensor;
  dispose(): void;
}

/** A loaded graph: its signatures share one TensorFlow session and so their variables. */
export interface Session<S extends string> {
  /**
   * Feeds the signature's inputs and returns its outputs. Feeds it has no input for are left out.
   * @throws TlpError TLP757 when the memory does not suffice
   */
  call(signature: S, feeds: Readonly<Record<string, Batch | Held>>): Readonly<Record<string, Float32Array>>;
  /** A batch that is fed again and again: it crosses to TensorFlow once. */
  hold(batch: Batch): Held;
  dispose(): void;
}

/**
 * Loads a graph into TensorFlow, which takes it from a folder: a temporary one, removed again.
 * @throws TlpError TLP756 when the temporary folder cannot be written
 */
export async function openSession<S extends string>(
  tf: TensorFlow,
  nodes: readonly GraphDefNode[],
  signatures: Readonly<Record<S, Signature>>,
): Promise<Session<S>> {
  const models = await withTemporaryFolder(async (folder) => {
    await writeSavedModel(folder, nodes, signatures).catch(unwritable);
    const loaded = new Map<string, tfjs.InferenceModel & { dispose(): void }>();
    for (const name of Object.keys(signatures)) {
      loaded.set(name, await tf.node.loadSavedModel(folder, [tag], name));
    }
    return loaded;
  });
  const held = new Set<tfjs.Tensor>();
  return {
    call(signature, feeds) {
      const inputs = feedTensors(tf, signature, Object.keys(signatures[signature].inputs), feeds);
      let outputs: tfjs.NamedTensorMap = {};
      try {
        outputs = models.get(signature)!.predict(inputs, {}) as tfjs.NamedTensorMap;
        return Object.fromEntries(
          Object.entries(outputs).map(([name, tensor]) => [name, tensor.dataSync<'float32'>()]),
        );
      } catch (error) {
        throw outOfMemory(error) ?? error;
      } finally {
        tf.dispose([Object.values(inputs).filter((tensor) => !held.has(tensor)), outputs]);
      }
    },
    hold(batch) {
      const tensor = tensorOf(tf, batch);
      held.add(tensor);
      return {
        tensor,
        dispose() {
          held.delete(tensor);
          tensor.dispose();
        },
      };
    },
    dispose() {
      for (const tensor of held) tensor.dispose();
      for (const model of models.values()) model.dispose();
    },
  };
}

function feedTensors(
  tf: TensorFlow,
  signature: string,
  names: readonly string[],
  feeds: Readonly<Record<string, Batch | Held>>,
): tfjs.NamedTensorMap {
  const missing = names.find((name) => !feeds[name]);
  if (missing !== undefined) throw new Error(`The input ${missing} of ${signature} was not fed.`);
  return Object.fromEntries(
    names.map((name) => {
      const feed = feeds[name]!;
      return [name, 'tensor' in feed ? feed.tensor : tensorOf(tf, feed)];
    }),
  );
}

const tensorOf = (tf: TensorFlow, { data, shape }: Batch): tfjs.Tensor =>
  tf.tensor(unaligned(data), [...shape]);

/**
 * A copy that TensorFlow has to copy too. Aligned memory it would take as it is and give back on the thread that lets go
 * of it last, where the binding calls Node-API, which only Node's own thread may: the heap was corrupted now and then.
 */
function unaligned(data: Float32Array | Int32Array): Float32Array | Int32Array {
  const { BYTES_PER_ELEMENT: width, length } = data;
  const memory = new ArrayBuffer((1 + length) * width);
  const copy =
    data instanceof Int32Array
      ? new Int32Array(memory, width, length)
      : new Float32Array(memory, width, length);
  copy.set(data);
  return copy;
}

/** TensorFlow names no kind of error to JavaScript; its text is all there is. */
function outOfMemory(error: unknown): Error | null {
  const [, shape] = /OOM when allocating tensor with shape(\[[\d,]*\])/.exec(String(error)) ?? [];
  if (shape === undefined) return null;
  return fail(
    'TLP757',
    `Out of memory: a tensor of shape ${shape} does not fit.`,
    'Lower `batch` or the input size, freeze more of the backbone, or close other programs.',
    { exitCode: 2, cause: error },
  );
}
