/** Cases of normalizations. */
import { conv2d } from '@tlp/language/graph/ops/convolution.js';
import { mul } from '@tlp/language/graph/ops/elementwise.js';
import { batchNorm, groupNorm, l2Normalize, layerNorm } from '@tlp/language/graph/ops/normalization.js';
import type { OpCase } from './op-case.js';

const image = [2, 5, 6, 3] as const;
const same = { strides: [1, 1], padding: 'same' } as const;

export const normCases: readonly OpCase[] = [
  ...[image, [6, 3]].map(
    (shape): OpCase => ({
      name: `batchNorm by the batch, ${shape.length} dimensions`,
      shapes: [shape, [3], [3]],
      build: (b, [x, scale, offset]) => {
        const unused = b.constant('unused', [0, 0, 0]);
        const inputs = [x!, scale!, offset!, unused, unused];
        return b.apply(batchNorm, inputs, { epsilon: 1e-2, mode: 'train', momentum: 0.9 });
      },
      onnx: false,
    }),
  ),
  ...[[6, 5], [2, 3, 5], image].flatMap((shape): OpCase[] => {
    const channels = shape.at(-1)!;
    return [
      {
        name: `layerNorm, ${shape.length} dimensions`,
        shapes: [shape, [channels], [channels]],
        build: (b, inputs) => b.apply(layerNorm, inputs, { epsilon: 1e-2 }),
      },
      {
        name: `l2Normalize, ${shape.length} dimensions`,
        shapes: [shape],
        // Some vectors of the cases are shorter, some longer.
        build: (b, [x]) => b.apply(l2Normalize, [x!], { epsilon: 1.5 }),
      },
      {
        name: `a weight a channel, ${shape.length} dimensions`,
        shapes: [shape, [channels]],
        build: (b, [x, gamma]) => b.apply(mul, [x!, gamma!], {}),
      },
    ];
  }),
  {
    name: 'groupNorm',
    shapes: [[2, 3, 4, 6], [6], [6]],
    build: (b, inputs) => b.apply(groupNorm, inputs, { groups: 3, epsilon: 1e-2 }),
  },
  {
    name: 'groupNorm of a convolution',
    shapes: [image, [3, 3, 3, 4], [4], [4]],
    build: (b, [x, kernel, ...rest]) =>
      b.apply(groupNorm, [b.apply(conv2d, [x!, kernel!], same), ...rest], { groups: 2, epsilon: 1e-2 }),
  },
  {
    name: 'layerNorm between convolutions',
    shapes: [image, [3, 3, 3, 4], [4], [4], [1, 1, 4, 2]],
    build: (b, [x, kernel, scale, offset, last]) => {
      const conv = b.apply(conv2d, [x!, kernel!], same);
      const norm = b.apply(layerNorm, [conv, scale!, offset!], { epsilon: 1e-2 });
      return b.apply(conv2d, [norm, last!], same);
    },
  },
];
