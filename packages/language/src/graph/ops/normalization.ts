import { fixed, inputOf, ofRank, sameShape, showShape } from '../shape.js';
import { type OpDefinition, type Shape, ShapeError, type TensorType } from '../types.js';

export type BatchNormAttrs = {
  readonly epsilon: number;
  /** `inference` normalises by the stored statistics, `train` by the batch's. */
  readonly mode: 'inference' | 'train';
  /** Share of the old moving statistics kept a step (Keras's sense; PyTorch's momentum is 1 minus this). */
  readonly momentum: number;
};

/**
 * Batch normalisation over the last axis. Inputs: x, scale[C], offset[C], mean[C], variance[C].
 * Outputs: y like x; in `train` mode also the batch's mean[C] and its unbiased variance[C]
 * (divided by n-1, as PyTorch and tf.keras keep it in the moving variance; y uses the biased one).
 * Source: Ioffe and Szegedy 2015, arXiv:1502.03167.
 */
export const batchNorm: OpDefinition<BatchNormAttrs> = {
  name: 'batchNorm',
  infer(inputs, attrs) {
    const x = inputOf(inputs, 0, 'batchNorm');
    const channels = channelsOf(inputs, [1, 2, 3, 4], 'batchNorm');
    const statistics = { dtype: 'float32', shape: channels } as const;
    return attrs.mode === 'train' ? [x, statistics, statistics] : [x];
  },
};

export type LayerNormAttrs = { readonly epsilon: number };

/**
 * Each vector along the last axis less its mean, over its standard deviation, times scale, plus offset:
 * `(x - mean)/√(variance + ε)·scale + offset`. Inputs: x[…,C], scale[C], offset[C]. Ba et al. 2016, arXiv:1607.06450.
 */
export const layerNorm: OpDefinition<LayerNormAttrs> = {
  name: 'layerNorm',
  infer(inputs) {
    channelsOf(inputs, [1, 2], 'layerNorm');
    return [inputOf(inputs, 0, 'layerNorm')];
  },
};

export type GroupNormAttrs = LayerNormAttrs & { readonly groups: number };

/**
 * As `layerNorm`, over the pixels and the channels of a group, which are neighbors. Inputs: x[N,H,W,C], scale[C], offset[C].
 * Wu and He 2018, arXiv:1803.08494.
 */
export const groupNorm: OpDefinition<GroupNormAttrs> = {
  name: 'groupNorm',
  infer(inputs, { groups }) {
    const x = inputOf(inputs, 0, 'groupNorm');
    ofRank(x, 4, 'groupNorm');
    const channels = fixed(channelsOf(inputs, [1, 2], 'groupNorm')[0], 'groupNorm');
    if (channels % groups !== 0) {
      throw new ShapeError(`groupNorm: ${channels} channels do not divide into ${groups} groups.`);
    }
    return [x];
  },
};

/** `x / max(‖x‖, ε)` of each vector along the last axis: PyTorch's `normalize`, Keras's UnitNormalization. */
export const l2Normalize: OpDefinition<LayerNormAttrs> = {
  name: 'l2Normalize',
  infer: (inputs) => [inputOf(inputs, 0, 'l2Normalize')],
};

/** The last axis of the first input, which these inputs are vectors over. @throws ShapeError where one is not */
function channelsOf(inputs: readonly TensorType[], vectors: readonly number[], op: string): Shape {
  const channels = inputOf(inputs, 0, op).shape.slice(-1);
  for (const i of vectors) {
    const type = inputOf(inputs, i, op);
    ofRank(type, 1, op);
    if (!sameShape(type.shape, channels)) {
      throw new ShapeError(
        `${op}: input ${i + 1} has shape ${showShape(type.shape)}, the data has ${channels[0]} channels.`,
      );
    }
  }
  return channels;
}
