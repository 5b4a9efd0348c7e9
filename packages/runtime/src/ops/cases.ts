/** One small graph an op, for the tests that compare engines, gradients and finite differences. */
import type { GraphBuilder } from '@tlp/language/graph/builder.js';
import {
  huber,
  meanSquaredError,
  sigmoidCrossEntropy,
  sigmoidFocal,
  softmaxFocal,
} from '@tlp/language/graph/losses.js';
import { conv2d } from '@tlp/language/graph/ops/convolution.js';
import * as elementwise from '@tlp/language/graph/ops/elementwise.js';
import { concat, matMul, reduceMax, reduceMean, reduceSum, reshape } from '@tlp/language/graph/ops/tensor.js';
import type { Ref } from '@tlp/language/graph/types.js';
import { convolutionCases } from './convolution-cases.js';
import { normCases } from './norm-cases.js';
import type { OpCase } from './op-case.js';
import { poolCases } from './pool-cases.js';
import { recurrentCases } from './recurrent/cases.js';
import { tokenCases } from './token-cases.js';

const image = [2, 5, 6, 3] as const;
const same = { strides: [1, 1], padding: 'same' } as const;
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

export const opCases: readonly OpCase[] = [
  ...convolutionCases,
  ...recurrentCases,
  ...tokenCases,
  ...poolCases,
  ...activations,
  { name: 'neg', shapes: [[3, 4]], build: (b, [x]) => b.apply(elementwise.neg, [x!], {}) },
  ...positive,
  ...losses,
  { name: 'exp', shapes: [[3, 4]], build: (b, [x]) => b.apply(elementwise.exp, [x!], {}) },
  { name: 'erf', shapes: [[3, 4]], build: (b, [x]) => b.apply(elementwise.erf, [x!], {}) },
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
  ...normCases,
];
