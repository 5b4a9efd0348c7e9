import { ofImages } from '@tlp/language/backbones/of-images.js';
import { batchNorm, conv2d, depthwiseConv2d } from '@tlp/language/graph/layers.js';
import { add, relu, relu6 } from '@tlp/language/graph/ops/elementwise.js';
import type { ImageBackbone } from '@tlp/language/modalities/images/preprocessing.js';

const norm = { epsilon: 1e-3, momentum: 0.9 };

/** A backbone of two small blocks with everything the large ones have: tests train it in milliseconds. */
export const tinyBackbone: ImageBackbone = {
  name: 'tiny',
  title: 'Tiny',
  family: 'test',
  paper: 'none',
  reference: 'none',
  inputSize: { native: 16, minimum: 8, multipleOf: 4 },
  preprocessing: {
    interpolation: 'bilinear',
    order: 'rgb',
    scale: 255,
    mean: [0.5, 0.5, 0.5],
    deviation: [0.5, 0.5, 0.5],
  },
  parameters: 424,
  sources: [],
  layouts: [],
  tuneLimit: 1e-2,
  ...ofImages((b, image) => {
    const stem = b.block('stem', () => {
      const padding = [
        [1, 1],
        [1, 1],
      ] as const;
      const conv = conv2d(b, 'stem/conv', image, { filters: 8, size: 3, stride: 2, padding });
      return b.apply(relu6, [batchNorm(b, 'stem/norm', conv, norm)], {}, 'stem/relu');
    });
    return b.block(
      'block1',
      () => {
        const depthwise = depthwiseConv2d(b, 'block1/depthwise', stem, { size: 3 });
        const active = b.apply(relu, [batchNorm(b, 'block1/norm1', depthwise, norm)], {}, 'block1/relu');
        const project = conv2d(b, 'block1/project', active, { filters: 8, size: 1, bias: true });
        return b.apply(add, [stem, batchNorm(b, 'block1/norm2', project, norm)], {}, 'block1/add');
      },
      { residual: true },
    );
  }),
};
