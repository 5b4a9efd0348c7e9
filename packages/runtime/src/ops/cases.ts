/** One small graph an op, for the tests that compare engines, gradients and finite differences. */
import type { GraphBuilder } from '@tlp/language/graph/builder.js';
import {
  huber,
  meanSquaredError,
  sigmoidCrossEntropy,
  sigmoidFocal,
  softmaxFocal,
} from '@tlp/language/graph/losses.js';
import { conv2d, depthwiseConv2d } from '@tlp/language/graph/ops/convolution.js';
import * as elementwise from '@tlp/language/graph/ops/elementwise.js';
import { batchNorm, groupNorm, l2Normalize, layerNorm } from '@tlp/language/graph/ops/normalization.js';
import { avgPool, maxPool } from '@tlp/language/graph/ops/pooling.js';
import { concat, matMul, reduceMax, reduceMean, reduceSum, reshape } from '@tlp/language/graph/ops/tensor.js';
import type { Ref } from '@tlp/language/graph/types.js';
import type { OpCase } from './op-case.js';
import { tokenCases } from './token-cases.js';

const image = [2, 5, 6, 3] as const;
const same = { strides: [1, 1], padding: 'same' } as const;
const strided = { strides: [2, 2], padding: 'same' } as const;
const valid = { strides: [2, 1], padding: 'valid' } as const;
const symmetric = {
  strides: [2, 2],
  padding: [
    [1, 1],
    [1, 1],
  ],
} as const;

const windows = { same, strided, valid, symmetric };

const convolutions = Object.entries(windows).flatMap(([kind, attrs]): OpCase[] => [
  {
    name: `conv2d ${kind}`,
    shapes: [image, [3, 3, 3, 4]],
    build: (b, [x, k]) => b.apply(conv2d, [x!, k!], attrs),
  },
  {
    name: `depthwiseConv2d ${kind}`,
    shapes: [image, [3, 3, 3, 1]],
    build: (b, [x, k]) => b.apply(depthwiseConv2d, [x!, k!], attrs),
  },
  {
    name: `maxPool ${kind}`,
    shapes: [image],
    build: (b, [x]) => b.apply(maxPool, [x!], { ...attrs, size: [3, 3] }),
  },
]);

const activations = Object.entries(elementwise.activations).map(
  ([name, { op }]): OpCase => ({ name, shapes: [[3, 4]], build: (b, [x]) => b.apply(op, [x!], {}) }),
);

const lossesOf: Readonly<Record<string, (b: GraphBuilder, output: Ref, target: Ref) => Ref>> = {
  meanSquaredError,
  huber: (b, y, t) => huber(b, y, t, { delta: 0.7 }),
  sigmoidCrossEntropy: (b, y, t) => sigmoidCrossEntropy(b, y, t, { positiveWeights: [1, 2, 0.5, 3] }),
  sigmoidFocal: (b, y, t) => sigmoidFocal(b, y, t, { gamma: 1.5, alpha: 0.25 }),
  softmaxFocal: (b, y, t) => softmaxFocal(b, y, t, { gamma: 2, alpha: [0.25, 1, 0.5, 2] }),
};

const losses = Object.entries(lossesOf).map(
  ([name, loss]): OpCase => ({
    name,
    shapes: [
      [3, 4],
      [3, 4],
    ],
    build: (b, [x, t]) => loss(b, x!, b.apply(elementwise.sigmoid, [t!], {})),
  }),
);

/** Functions of numbers above zero, of a square and a bit. */
const positive = [elementwise.rsqrt, elementwise.sqrt, elementwise.log].map(
  (op): OpCase => ({
    name: `${op.name} of a square`,
    shapes: [[3, 4]],
    build: (b, [x]) => {
      const square = b.apply(elementwise.mul, [x!, x!], {});
      return b.apply(op, [b.apply(elementwise.add, [square, b.constant('one', 1)], {})], {});
    },
  }),
);

const norms: readonly OpCase[] = [
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
        build: (b, [x, gamma]) => b.apply(elementwise.mul, [x!, gamma!], {}),
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

export const opCases: readonly OpCase[] = [
  ...convolutions,
  ...tokenCases,
  {
    name: 'conv2d 1x1',
    shapes: [image, [1, 1, 3, 5]],
    build: (b, [x, k]) => b.apply(conv2d, [x!, k!], same),
  },
  ...[
    ['of wide groups', 32, 2, 4],
    ['of narrow groups', 12, 6, 12],
    ['of bundles of groups', 64, 8, 8],
    ['of a channel each', 4, 4, 8],
  ].flatMap(([what, channels, groups, filters]): OpCase[] =>
    [same, strided, valid].map((attrs, i) => ({
      name: `conv2d ${what}, window ${i}`,
      shapes: [
        [2, 4, 5, Number(channels)],
        [i === 1 ? 1 : 3, 3, Number(channels) / Number(groups), Number(filters)],
      ],
      build: (b, [x, k]) => b.apply(conv2d, [x!, k!], attrs),
    })),
  ),
  {
    name: 'conv2d 1x1 of groups',
    shapes: [image, [1, 1, 1, 6]],
    build: (b, [x, k]) => b.apply(conv2d, [x!, k!], same),
  },
  ...[
    [1, 7],
    [7, 1],
    [2, 3],
  ].map(
    ([height, width]): OpCase => ({
      name: `conv2d ${height}x${width}`,
      shapes: [image, [height!, width!, 3, 2]],
      build: (b, [x, k]) => b.apply(conv2d, [x!, k!], same),
    }),
  ),
  {
    name: 'avgPool valid',
    shapes: [image],
    build: (b, [x]) => b.apply(avgPool, [x!], { ...valid, size: [2, 2] }),
  },
  ...activations,
  { name: 'neg', shapes: [[3, 4]], build: (b, [x]) => b.apply(elementwise.neg, [x!], {}) },
  ...positive,
  ...losses,
  { name: 'exp', shapes: [[3, 4]], build: (b, [x]) => b.apply(elementwise.exp, [x!], {}) },
  { name: 'softplus', shapes: [[3, 4]], build: (b, [x]) => b.apply(elementwise.softplus, [x!], {}) },
  { name: 'logSoftmax', shapes: [[3, 4]], build: (b, [x]) => b.apply(elementwise.logSoftmax, [x!], {}) },
  {
    name: 'clip',
    shapes: [[3, 4]],
    build: (b, [x]) => b.apply(elementwise.clip, [x!], { minimum: -0.9, maximum: 0.8 }),
  },
  ...[elementwise.add, elementwise.sub, elementwise.mul, elementwise.div].flatMap((op): OpCase[] => [
    {
      name: op.name,
      shapes: [
        [3, 4],
        [3, 4],
      ],
      build: (b, [x, y]) => b.apply(op, [x!, y!], {}),
    },
    {
      name: `${op.name} broadcast`,
      shapes: [
        [2, 3, 4, 5],
        [1, 4, 1],
      ],
      build: (b, [x, y]) => b.apply(op, [x!, y!], {}),
      onnx: false,
    },
  ]),
  {
    name: 'biasAdd',
    shapes: [image, [3]],
    build: (b, [x, bias]) => b.apply(elementwise.biasAdd, [x!, bias!], {}),
  },
  ...[true, false].flatMap((transposeA) =>
    [true, false].map(
      (transposeB): OpCase => ({
        name: `matMul ${transposeA ? 'aᵀ' : 'a'}·${transposeB ? 'bᵀ' : 'b'}`,
        shapes: [transposeA ? [4, 3] : [3, 4], transposeB ? [5, 4] : [4, 5]],
        build: (b, [x, y]) => b.apply(matMul, [x!, y!], { transposeA, transposeB }),
      }),
    ),
  ),
  {
    name: 'concat',
    shapes: [image],
    build: (b, [x]) => b.apply(concat, [x!, b.apply(elementwise.relu, [x!], {})], {}),
  },
  {
    name: 'identity, read before and after a bias',
    shapes: [image, [1, 1, 3, 3], [3]],
    build: (b, [x, kernel, bias]) => {
      const conv = b.apply(elementwise.identity, [b.apply(conv2d, [x!, kernel!], same)], {});
      return b.apply(elementwise.mul, [conv, b.apply(elementwise.biasAdd, [conv, bias!], {})], {});
    },
  },
  { name: 'reshape', shapes: [image], build: (b, [x]) => b.apply(reshape, [x!], { shape: [2, 90] }) },
  ...[reduceMean, reduceMax, reduceSum].flatMap((op) =>
    [true, false].map(
      (keepDims): OpCase => ({
        name: `${op.name}${keepDims ? ' keeping dimensions' : ''}`,
        shapes: [image],
        build: (b, [x]) => b.apply(op, [x!], { axes: [1, 2], keepDims }),
      }),
    ),
  ),
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
  ...norms,
];
