import { inputOf, ofRank, sameShape, showShape } from '../shape.js';
import { type OpDefinition, ShapeError } from '../types.js';

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
    const channels = x.shape.slice(-1);
    for (let i = 1; i <= 4; i++) {
      const type = inputOf(inputs, i, 'batchNorm');
      ofRank(type, 1, 'batchNorm');
      if (!sameShape(type.shape, channels)) {
        throw new ShapeError(
          `batchNorm: input ${i + 1} has shape ${showShape(type.shape)}, the data has ${channels[0]} channels.`,
        );
      }
    }
    const statistics = { dtype: 'float32', shape: channels } as const;
    return attrs.mode === 'train' ? [x, statistics, statistics] : [x];
  },
};
