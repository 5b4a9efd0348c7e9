import type * as tfjs from '@tensorflow/tfjs';
import type { Parameter } from '@tlp/language/graph/types.js';
import type { Tfjs } from '../../ops/kernel.js';
import type { Weights } from '../../weights/tensors.js';
import { weightOf } from '../../weights/weight-of.js';
import type { Feeds } from '../types.js';

export const parameterTensors = (
  tf: Tfjs,
  parameters: readonly Parameter[],
  weights: Weights,
): Record<string, tfjs.Tensor> =>
  Object.fromEntries(parameters.map((p) => [p.name, tf.tensor(weightOf(weights, p), [...p.shape])]));

export const feedTensors = (tf: Tfjs, feeds: Feeds): Record<string, tfjs.Tensor> =>
  Object.fromEntries(
    Object.entries(feeds).map(([name, { data, shape }]) => [name, tf.tensor(data, [...shape])]),
  );
