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
  return {
    format: 1,
    graph: graphHash(frozen),
    // What the rows are of, so that a deeper cut can go on from them.
    values: frozen.outputs,
    weights: values.digest('hex'),
    ...reader.key,
    engine: (await inferenceLibrary(engine)).title,
  };
}

export const graphHash = (frozen: Graph): string => sha256(JSON.stringify(frozen));
