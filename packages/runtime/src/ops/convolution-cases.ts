/** Cases of convolutions: windows of all kinds, groups, kernels that are not square. */
import { conv2d, depthwiseConv2d } from '@tlp/language/graph/ops/convolution.js';
import type { OpCase } from './op-case.js';

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

const ofAllWindows = Object.entries(windows).flatMap(([kind, attrs]): OpCase[] => [
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
]);

export const convolutionCases: readonly OpCase[] = [
  ...ofAllWindows,
  // More channels than a register holds, and some that do not fill one.
  ...[same, strided, symmetric, { strides: [1, 1], padding: 'valid' } as const].flatMap((attrs, i) =>
    [
      [3, 3],
      [5, 3],
      [3, 5],
      [7, 7],
    ].map(
      ([rows, taps]): OpCase => ({
        name: `depthwiseConv2d ${rows}x${taps}, window ${i}`,
        shapes: [
          [2, 9, 8, 37],
          [rows!, taps!, 37, 1],
        ],
        build: (b, [x, k]) => b.apply(depthwiseConv2d, [x!, k!], attrs),
      }),
    ),
  ),
  ...[same, strided].map(
    (attrs, i): OpCase => ({
      name: `depthwiseConv2d of an image below its kernel, window ${i}`,
      shapes: [
        [2, 2, 1, 5],
        [7, 7, 5, 1],
      ],
      build: (b, [x, k]) => b.apply(depthwiseConv2d, [x!, k!], attrs),
    }),
  ),
  {
    name: 'depthwiseConv2d of two filters a channel',
    shapes: [image, [3, 3, 3, 2]],
    build: (b, [x, k]) => b.apply(depthwiseConv2d, [x!, k!], same),
  },
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
];
