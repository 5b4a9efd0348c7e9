/** Cases of the ops that sequences need: values of any rank, whole numbers, parts of values. */
import { cast, positions, repeat, transpose } from '@tlp/language/graph/ops/arrange.js';
import { cumulativeSum } from '@tlp/language/graph/ops/cumulative.js';
import { add, mul } from '@tlp/language/graph/ops/elementwise.js';
import { gather, slice } from '@tlp/language/graph/ops/indexing.js';
import { causalMask, paddingMask } from '@tlp/language/graph/ops/masks.js';
import { pick } from '@tlp/language/graph/ops/pick.js';
import { shift } from '@tlp/language/graph/ops/shift.js';
import { sparseCrossEntropy, sparseHits } from '@tlp/language/graph/ops/sparse-loss.js';
import { takeTokens } from '@tlp/language/graph/ops/take.js';
import { concat, matMul, reshape } from '@tlp/language/graph/ops/tensor.js';
import { maskedSoftmax } from './masked-softmax.js';
import type { OpCase } from './op-case.js';

const tokens = [2, 5, 4] as const;

export const tokenCases: readonly OpCase[] = [
  ...[true, false].flatMap((transposeA) =>
    [true, false].map(
      (transposeB): OpCase => ({
        name: `matMul of heads, ${transposeA ? 'aᵀ' : 'a'}·${transposeB ? 'bᵀ' : 'b'}`,
        shapes: [transposeA ? [2, 3, 4, 5] : [2, 3, 5, 4], transposeB ? [2, 3, 6, 4] : [2, 3, 4, 6]],
        build: (b, [x, y]) => b.apply(matMul, [x!, y!], { transposeA, transposeB }),
      }),
    ),
  ),
  ...[true, false].map(
    (transposeB): OpCase => ({
      name: `matMul of tokens and one matrix${transposeB ? ', transposed' : ''}`,
      shapes: [tokens, transposeB ? [6, 4] : [4, 6]],
      build: (b, [x, y]) => b.apply(matMul, [x!, y!], { transposeA: false, transposeB }),
    }),
  ),
  ...[0, 1, 2].map(
    (axis): OpCase => ({
      name: `slice of axis ${axis}`,
      shapes: [[3, 5, 4]],
      build: (b, [x]) => b.apply(slice, [x!], { axis, begin: 1, size: 2 }),
    }),
  ),
  ...[-7, -2, -1, 1, 2, 5].map(
    (by): OpCase => ({
      name: `shift by ${by}`,
      shapes: [tokens],
      build: (b, [x]) => b.apply(shift, [x!], { by }),
    }),
  ),
  {
    name: 'concat before the last axis',
    shapes: [tokens, [2, 1, 4]],
    build: (b, [x, y]) => b.apply(concat, [y!, x!], { axis: 1 }),
  },
  {
    name: 'transpose',
    shapes: [[2, 3, 4, 5]],
    build: (b, [x]) => b.apply(transpose, [x!], { perm: [2, 0, 3, 1] }),
  },
  {
    name: 'repeat',
    shapes: [[1, 3, 4], tokens],
    build: (b, [x, like]) => b.apply(concat, [b.apply(repeat, [x!, like!], {}), like!], { axis: 1 }),
  },
  {
    name: 'gather of rows that come twice',
    shapes: [[6, 4]],
    build: (b, [table]) => {
      const rows = b.constant('rows', [1, 4, 1, 0, 5, 5], { dtype: 'int32', shape: [2, 3] });
      return b.apply(gather, [table!, rows], {});
    },
  },
  {
    name: 'gather by position',
    shapes: [[9, 4], tokens],
    build: (b, [table, x]) =>
      b.apply(add, [b.apply(gather, [table!, b.apply(positions, [x!], {})], {}), x!], {}),
  },
  {
    name: 'pick of places in each row, some of them twice',
    shapes: [[2, 3, 4, 5]],
    build: (b, [x]) => {
      const places = [0, 4, 1, 2, 2, 2, 3, 0, 1, 4, 4, 3];
      return b.apply(pick, [x!, b.constant('places', places, { dtype: 'int32', shape: [4, 3] })], {});
    },
  },
  {
    name: 'takeTokens, some of them twice, and others for each example',
    shapes: [tokens],
    build: (b, [x]) => {
      const places = b.constant('places', [0, 4, 4, 2, 0, 1], { dtype: 'int32', shape: [2, 3] });
      return b.apply(takeTokens, [x!, places], {});
    },
  },
  {
    name: 'cast of whole numbers',
    shapes: [[3]],
    build: (b, [x]) => {
      const numbers = b.constant('numbers', [1, -2, 3], { dtype: 'int32' });
      return b.apply(mul, [x!, b.apply(cast, [numbers], { dtype: 'float32' })], {});
    },
  },
  {
    name: 'cumulativeSum of a mask',
    shapes: [[2, 4]],
    build: (b, [x]) => {
      const seen = b.constant('seen', [0, 1, 1, 1, 1, 1, 0, 0], { dtype: 'int32', shape: [2, 4] });
      const counted = b.apply(cumulativeSum, [seen], { axis: 1 });
      return b.apply(mul, [x!, b.apply(cast, [counted], { dtype: 'float32' })], {});
    },
  },
  ...[
    [2, 1, 1, 5],
    [3, 1, 5],
    [4, 5],
  ].map(
    (mask): OpCase => ({
      name: `softmax with a mask [${mask}]`,
      shapes: [[2, 3, 4, 5], mask],
      build: (b, [x, one]) => b.apply(maskedSoftmax, [x!, one!], {}),
      onnx: false,
    }),
  ),
  {
    name: 'add of a causal mask',
    shapes: [tokens],
    build: (b, [x]) => {
      const scores = b.apply(matMul, [x!, x!], { transposeA: false, transposeB: true });
      // Where tokens are hidden the sum is far away; a small share of it keeps the comparison one of the others too.
      const mask = b.apply(mul, [b.apply(causalMask, [x!], {}), b.constant('share', 1e-37)], {});
      return b.apply(add, [scores, mask], {});
    },
  },
  {
    name: 'add of a padding mask',
    shapes: [[2, 3, 4, 4]],
    build: (b, [x]) => {
      const seen = b.constant('seen', [1, 1, 1, 0, 1, 1, 0, 0], { dtype: 'int32', shape: [2, 4] });
      const mask = b.apply(mul, [paddingMask(b, seen), b.constant('share', 1e-37)], {});
      return b.apply(add, [x!, mask], {});
    },
  },
  {
    name: 'add of a mask of windows, and of what all of them have',
    shapes: [
      [2, 4, 3, 5, 5],
      [3, 5, 5],
    ],
    build: (b, [scores, bias]) => {
      const hides = Array.from({ length: 4 * 5 * 5 }, (_, i) => (i % 3 === 0 ? -2 : 0));
      const mask = b.constant('mask', hides, { shape: [4, 1, 5, 5] });
      return b.apply(add, [b.apply(add, [scores!, bias!], {}), mask], {});
    },
  },
  {
    name: 'transpose of six axes',
    shapes: [[2, 3, 2, 2, 3, 4]],
    build: (b, [x]) => b.apply(transpose, [x!], { perm: [0, 1, 3, 2, 4, 5] }),
  },
  {
    name: 'matMul of heads of windows',
    shapes: [
      [2, 3, 2, 5, 4],
      [2, 3, 2, 5, 4],
    ],
    build: (b, [x, y]) => b.apply(matMul, [x!, y!], { transposeA: false, transposeB: true }),
  },
  {
    name: 'reshape to four axes that are no feature map',
    shapes: [tokens],
    build: (b, [x]) => b.apply(reshape, [x!], { shape: [2, 5, 2, 2] }),
  },
  {
    name: 'sparseCrossEntropy with labels that are not judged',
    shapes: [[2, 3, 4]],
    build: (b, [logits]) => {
      const labels = b.constant('labels', [0, 3, -100, 2, -1, 1], { dtype: 'int32', shape: [2, 3] });
      return b.apply(sparseCrossEntropy, [logits!, labels], {});
    },
  },
  {
    name: 'sparseHits beside a product that has a gradient',
    shapes: [[2, 3, 4]],
    build: (b, [logits]) => {
      const labels = b.constant('labels', [0, 3, -100, 2, -1, 1], { dtype: 'int32', shape: [2, 3] });
      const hits = b.apply(sparseHits, [logits!, labels], {});
      return b.apply(add, [hits, b.apply(sparseCrossEntropy, [logits!, labels], {})], {});
    },
  },
];
