/** Stored features of shallower cuts, from which a deeper cut's can be computed without reading an example again. */
import { partTo, type Rest, restFrom } from '@tlp/language/graph/rest.js';
import type { Graph, Ref } from '@tlp/language/graph/types.js';
import { blockOfLast } from '@tlp/language/graph/walk.js';
import { multiplyAdds } from '@tlp/language/plan/cost.js';
import { canonical, type FeatureKey, storedKeys } from '../data/features/key.js';
import type { Weights } from '../weights/tensors.js';
import { featureKey, graphHash, type KeyOptions } from './feature-key.js';

export interface Shallower {
  /** Under which the rows are stored. */
  readonly key: FeatureKey;
  /** The block whose output is stored; of several values that of the last. */
  readonly at: string;
  /** From what is stored to the deeper cut. */
  readonly rest: Rest;
  /** Multiply-adds of the rest, as a share of those from the examples on. */
  readonly share: number;
}

export interface ShallowerOptions extends KeyOptions {
  /** Of the feature store. Defaults to `features` in the per-user cache. */
  readonly featureFolder?: string | undefined;
  /** Of the network's input: the tokens of a text, at most. */
  readonly inputSize: number;
}

/**
 * What is stored of the same examples by the same layers with the same weights, up to a shallower cut than `graph`: that which leaves
 * least to compute first. Which examples it has is not looked at.
 * @param graph from the network's inputs to the features that are wanted
 */
export async function findShallower(
  graph: Graph,
  weights: Weights,
  { featureFolder, inputSize, ...options }: ShallowerOptions,
): Promise<readonly Shallower[]> {
  const keys = await storedKeys(featureFolder);
  const stored = new Set(keys.map(canonical));
  const graphs = new Set(keys.map(({ graph: hash }) => hash));
  const whole = multiplyAdds(graph, inputSize);
  const found: Shallower[] = [];
  for (const values of distinctValues(keys)) {
    const [part, rest] = [partTo(graph, values), restFrom(graph, values)];
    if (!part || !rest || !graphs.has(graphHash(part))) continue;
    const key = await featureKey(part, weights, options);
    if (!stored.has(canonical(key))) continue;
    found.push({
      key,
      at: blockOfLast(graph, values),
      rest,
      share: multiplyAdds(rest.graph, inputSize) / whole,
    });
  }
  return found.sort((a, b) => a.share - b.share);
}

/**
 * Whether something is stored of a shallower cut, or of this one, of whatever examples and weights.
 * @param graph from the network's inputs to the features that are wanted
 */
export async function isSomethingStored(graph: Graph, featureFolder?: string): Promise<boolean> {
  const keys = await storedKeys(featureFolder);
  const graphs = new Set(keys.map(({ graph: hash }) => hash));
  return distinctValues(keys).some((values) => {
    const part = partTo(graph, values);
    return part !== null && graphs.has(graphHash(part));
  });
}

function distinctValues(keys: readonly FeatureKey[]): readonly (readonly Ref[])[] {
  const all = keys.flatMap(({ values }) => (isRefs(values) ? [values] : []));
  return [...new Map(all.map((values) => [values.join(' '), values])).values()];
}

const isRefs = (values: unknown): values is readonly Ref[] =>
  Array.isArray(values) && values.length > 0 && values.every((value) => typeof value === 'string');
