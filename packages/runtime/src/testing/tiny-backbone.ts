/** A backbone small enough to train within a test: two blocks of convolution, batch-norm and ReLU. */
import type { Backbone } from '@tlp/language/backbones/card.js';
import type { GraphBuilder } from '@tlp/language/graph/builder.js';
import { batchNorm, conv2d } from '@tlp/language/graph/layers.js';
import { activations } from '@tlp/language/graph/ops/elementwise.js';
import type { Ref } from '@tlp/language/graph/types.js';

function block(b: GraphBuilder, name: string, x: Ref, filters: number): Ref {
  return b.block(name, () => {
    const conv = conv2d(b, `${name}/conv`, x, { filters, size: 3, stride: 2 });
    const norm = batchNorm(b, `${name}/norm`, conv, { epsilon: 1e-3, momentum: 0.9 });
    return b.apply(activations.relu!, [norm], {}, `${name}/relu`);
  });
}

export const tinyBackbone: Backbone = {
  name: 'tiny',
  title: 'Tiny',
  family: 'test',
  paper: 'none',
  reference: 'none',
  inputSize: { native: 16, minimum: 8, multipleOf: 4 },
  preprocessing: {
    interpolation: 'bilinear',
    order: 'rgb',
    scale: 1,
    mean: [127, 127, 127],
    deviation: [128, 128, 128],
  },
  sources: [],
  layouts: [],
  tuneLimit: 1e-2,
  build: (b, picture) => block(b, 'block2', block(b, 'block1', picture, 8), 16),
};
