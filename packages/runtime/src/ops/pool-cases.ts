/** Cases of windows that pool. */
import { sigmoid, sub } from '@tlp/language/graph/ops/elementwise.js';
import { pad } from '@tlp/language/graph/ops/padding.js';
import { averagePool, maxPool, type PoolOptions } from '@tlp/language/graph/pools.js';
import type { OpCase } from './op-case.js';

const image = [2, 5, 6, 3] as const;

const options: Readonly<Record<string, PoolOptions>> = {
  valid: { size: 3, stride: [2, 1] },
  same: { size: 3, stride: 1, padding: 'same' },
  'same in steps of two': { size: 3, stride: 2, padding: 'same' },
  'padded evenly': { size: 3, stride: 2, padding: 1 },
  'padded as same does': { size: 3, stride: 1, padding: 1 },
  'over the edge': { size: 2, stride: 2, ceil: true },
  'padded and over the edge': { size: 3, stride: 2, padding: 1, ceil: true },
  'not square': { size: [2, 3], stride: [2, 1], padding: 1 },
};

export const poolCases: readonly OpCase[] = [
  ...Object.entries(options).flatMap(([kind, pool]): OpCase[] => [
    {
      name: `maxPool ${kind}`,
      shapes: [image],
      build: (b, [x]) => maxPool(b, 'pool', x!, pool),
    },
    ...[true, false].map(
      (countPadding): OpCase => ({
        name: `avgPool ${kind}, padding ${countPadding ? '' : 'not '}counted`,
        shapes: [image],
        build: (b, [x]) => averagePool(b, 'pool', x!, { ...pool, countPadding }),
      }),
    ),
  ]),
  {
    name: 'pad',
    shapes: [image],
    build: (b, [x]) => {
      const padding = [
        [1, 2],
        [0, 3],
      ] as const;
      return b.apply(pad, [x!], { padding, value: 0.5 });
    },
  },
  {
    name: 'maxPool over zeros around',
    shapes: [image],
    build: (b, [x]) => {
      const padding = [
        [1, 1],
        [1, 1],
      ] as const;
      // Below zero, so that the zeros win wherever a window has them.
      const low = b.apply(sub, [b.apply(sigmoid, [x!], {}), b.constant('two', 2)], {});
      const around = b.apply(pad, [low], { padding, value: 0 });
      return maxPool(b, 'pool', around, { size: 3, stride: 2 });
    },
  },
];
