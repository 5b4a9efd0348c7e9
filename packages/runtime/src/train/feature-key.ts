/** Everything that decides a feature but the example's bytes. */
import { createHash } from 'node:crypto';
import type { Graph } from '@tlp/language/graph/types.js';
import type { FeatureKey } from '../data/features/key.js';
import { inferenceLibrary } from '../engines/libraries.js';
import { sha256 } from '../files/hash.js';
import type { Reader } from '../modalities/modality.js';
import type { Weights } from '../weights/tensors.js';
import { weightOf } from '../weights/weight-of.js';

export interface KeyOptions {
  readonly reader: Pick<Reader, 'key'>;
  readonly engine: 'auto' | 'tensorflow' | 'portable';
}

/** @param frozen from the network's inputs to the features */
export async function featureKey(
  frozen: Graph,
  weights: Weights,
  { reader, engine }: KeyOptions,
): Promise<FeatureKey> {
  const values = createHash('sha256');
  for (const parameter of frozen.parameters) {
    const { buffer, byteOffset, byteLength } = weightOf(weights, parameter);
    values.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  return { ...(await withoutWeights(frozen, { reader, engine })), weights: values.digest('hex') };
}

/** What can be said of a key before there are weights. */
export const withoutWeights = async (frozen: Graph, { reader, engine }: KeyOptions): Promise<FeatureKey> => ({
  format: 1,
  graph: sha256(JSON.stringify(frozen)),
  // What the rows are of, so that a deeper cut can go on from them.
  values: frozen.outputs,
  ...reader.key,
  engine: (await inferenceLibrary(engine)).title,
});
