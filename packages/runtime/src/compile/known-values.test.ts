import { buildBackbone } from '@tlp/language/backbones/build.js';
import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { add, div, exp, log, mul, neg, relu, rsqrt, sqrt, sub } from '@tlp/language/graph/ops/elementwise.js';
import { reshape } from '@tlp/language/graph/ops/tensor.js';
import { broadcast, float32 } from '@tlp/language/graph/shape.js';
import type { Graph, Ref } from '@tlp/language/graph/types.js';
import fc from 'fast-check';
import { beforeAll, expect, it, test } from 'vitest';
import { createPortableInference } from '../engines/portable/inference.js';
import { loadTfjs } from '../engines/portable/load-tfjs.js';
import type { Tfjs } from '../ops/kernel.js';
import { createRandom } from '../random.js';
import { closeTo } from '../testing/close-to.js';
import { tinyBackbone } from '../testing/tiny-backbone.js';
import { initializeParameters } from '../weights/initialize.js';
import { foldBatchNorm } from './fold-batch-norm.js';
import { knownValues } from './known-values.js';

let tf: Tfjs;
beforeAll(async () => {
  tf = await loadTfjs();
});

const positive = (key: string, size: number) => {
  const random = createRandom('known', key);
  return Float32Array.from({ length: size }, () => random.uniform(0.2, 2));
};

/** A graph of parameters with those shapes. */
function graphOf(
  shapes: readonly (readonly number[])[],
  build: (b: GraphBuilder, p: readonly Ref[]) => Ref,
): Graph {
  const b = new GraphBuilder();
  const y = b.block('block', () =>
    b.layer('layer', 'test', () =>
      build(
        b,
        shapes.map((shape, i) => b.parameter(`p${i}`, shape, 'kernel', 'zeros')),
      ),
    ),
  );
  return b.finish([y]);
}

const weightsOf = (graph: Graph) =>
  new Map(
    graph.parameters.map((p) => [
      p.name,
      positive(
        p.name,
        p.shape.reduce((n, d) => n * d, 1),
      ),
    ]),
  );

async function expectAsEvaluated(graph: Graph) {
  const weights = weightsOf(graph);
  const engine = createPortableInference(tf, graph, weights);
  const [expected] = await engine.run({});
  const value = knownValues(graph, weights).get(graph.outputs[0]!)!;
  closeTo(value.data, expected!, 1e-6);
  expect(value.shape).toEqual(graph.nodes.at(-1)!.outputs[0]!.shape);
}

test('sums, differences, products and quotients broadcast as they do when they are evaluated', async () => {
  const shape = fc.array(fc.constantFrom(1, 2, 3), { maxLength: 4 });
  const op = fc.constantFrom(add, sub, mul, div);
  await fc.assert(
    fc.asyncProperty(shape, shape, op, async (left, right, apply) => {
      try {
        broadcast(left, right, 'test');
      } catch {
        fc.pre(false);
      }
      await expectAsEvaluated(graphOf([left, right], (b, [x, y]) => b.apply(apply, [x!, y!], {})));
    }),
  );
});

it.each<[string, (b: GraphBuilder, p: Ref) => Ref]>([
  ['a reciprocal root', (b, p) => b.apply(rsqrt, [p], {})],
  ['a root', (b, p) => b.apply(sqrt, [p], {})],
  ['an exponential', (b, p) => b.apply(exp, [p], {})],
  ['a logarithm', (b, p) => b.apply(log, [p], {})],
  ['a quotient', (b, p) => b.apply(div, [p, b.constant('divisor', 3)], {})],
  ['a negative', (b, p) => b.apply(neg, [p], {})],
  ['another shape', (b, p) => b.apply(reshape, [p], { shape: [3, 2] })],
  ['a sum with a constant', (b, p) => b.apply(add, [p, b.constant('epsilon', 1e-3)], {})],
])('%s is known', async (_what, build) => {
  await expectAsEvaluated(graphOf([[2, 3]], (b, [p]) => build(b, p!)));
});

it('knows every folded kernel and shift of a backbone, and no activation', () => {
  const graph = foldBatchNorm(buildBackbone(tinyBackbone, 16));
  const known = knownValues(graph, initializeParameters(graph.parameters, 1));
  for (const node of graph.nodes) {
    const fromImage = node.outputs[0]!.shape[0] === 'batch';
    expect(known.has(node.name), node.name).toBe(!fromImage);
  }
});

it('knows nothing of what is fed', () => {
  const b = new GraphBuilder();
  const graph = b.finish([b.apply(relu, [b.input('x', float32(2))], {})]);
  expect(knownValues(graph, new Map()).size).toBe(0);
});
