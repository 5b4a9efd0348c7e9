import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { groupNorm, l2Normalize, layerNorm } from '@tlp/language/graph/ops/normalization.js';
import { float32 } from '@tlp/language/graph/shape.js';
import type { Ref } from '@tlp/language/graph/types.js';
import { expect, it } from 'vitest';
import { createPortableInference } from '../engines/portable/inference.js';
import { loadTfjs } from '../engines/portable/load-tfjs.js';

const scale = [1, 2, -1, 0.5];
const offset = [0, 0.5, 1, -0.25];

type Build = (b: GraphBuilder, x: Ref) => Ref;
const affine = (b: GraphBuilder) => [b.constant('scale', scale), b.constant('offset', offset)];

// PyTorch 2.9's layer_norm, group_norm and normalize, in double precision.
it.each<[string, Build, readonly number[], readonly number[], readonly number[]]>([
  [
    'layer norm',
    (b, x) => b.apply(layerNorm, [x, ...affine(b)], { epsilon: 1e-3 }),
    [2, 4],
    [1, 2, 4, -1, 0.5, 0.5, 0.5, 0.75],
    [-0.2773074, 1.054615, -0.3865372, -0.9432686, -0.5541889, -0.6083777, 1.554189, 0.5812833],
  ],
  [
    'group norm',
    (b, x) => b.apply(groupNorm, [x, ...affine(b)], { epsilon: 1e-3, groups: 2 }),
    [1, 2, 2, 4],
    [-1.5, 0.5, 2.5, -0.5, 1.5, -1.5, 0.5, 2.5, -0.5, 1.5, -1.5, 0.5, 2.5, -0.5, 1.5, -1.5],
    [
      -1.256913, 0.8591179, -0.3330371, -0.5832593, 0.8977949, -2.013826, 1, 0.4165186, -0.5386769, 2.29559,
      2.333037, -0.25, 1.616031, -0.5773538, 0.3334814, -0.9165186,
    ],
  ],
  [
    'l2 normalization',
    (b, x) => b.apply(l2Normalize, [x], { epsilon: 1e-2 }),
    [3, 4],
    [3, 4, 0, 0, 1e-3, 0, 0, 0, 0, 0, 0, 0],
    [0.6, 0.8, 0, 0, 0.1, 0, 0, 0, 0, 0, 0, 0],
  ],
])('%s is as PyTorch has it', async (_name, build, shape, data, expected) => {
  const b = new GraphBuilder();
  const y = build(b, b.input('x', float32(...shape)));
  const engine = createPortableInference(await loadTfjs(), b.finish([y]), new Map());
  const [actual] = await engine.run({ x: { data: Float32Array.from(data), shape } });
  expected.forEach((value, i) => void expect(actual![i]).toBeCloseTo(value, 5));
});
