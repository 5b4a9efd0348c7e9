import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as tfjs from '@tensorflow/tfjs';
import type { TensorFlow } from '../../native/load.js';
import type { Feeds } from '../types.js';
import type { GraphDefNode } from './proto-values.js';
import { type Signature, tag, writeSavedModel } from './saved-model.js';

/** A loaded graph: its signatures share one TensorFlow session and so their variables. */
export interface Session<S extends string> {
  /** Feeds the signature's inputs and returns its outputs. Feeds it has no input for are left out. */
  call(signature: S, feeds: Feeds): Readonly<Record<string, Float32Array>>;
  dispose(): void;
}

/** Writes the graph to a temporary folder, loads it, and removes the folder again. */
export async function openSession<S extends string>(
  tf: TensorFlow,
  nodes: readonly GraphDefNode[],
  signatures: Readonly<Record<S, Signature>>,
): Promise<Session<S>> {
  const folder = await mkdtemp(join(tmpdir(), 'tlp-graph-'));
  const models = new Map<string, Awaited<ReturnType<typeof tf.node.loadSavedModel>>>();
  try {
    await writeSavedModel(folder, nodes, signatures);
    for (const name of Object.keys(signatures)) {
      models.set(name, await tf.node.loadSavedModel(folder, [tag], name));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return {
    call(signature, feeds) {
      const inputs = Object.fromEntries(
        Object.keys(signatures[signature].inputs).map((name) => {
          const batch = feeds[name];
          if (!batch) throw new Error(`The input ${name} of ${signature} was not fed.`);
          return [name, tf.tensor(batch.data, [...batch.shape])];
        }),
      );
      const outputs = models.get(signature)!.predict(inputs) as tfjs.NamedTensorMap;
      const values = Object.fromEntries(
        Object.entries(outputs).map(([name, tensor]) => [name, tensor.dataSync<'float32'>()]),
      );
      tf.dispose([inputs, outputs]);
      return values;
    },
    dispose() {
      for (const model of models.values()) model.dispose();
    },
  };
}
