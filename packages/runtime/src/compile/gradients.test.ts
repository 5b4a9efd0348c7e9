import type * as tfjs from '@tensorflow/tfjs';
import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { dropout } from '@tlp/language/graph/ops/dropout.js';
import { add, mul, sigmoid, sub, swish, tanh } from '@tlp/language/graph/ops/elementwise.js';
import { batchNorm } from '@tlp/language/graph/ops/normalization.js';
import { concat, matMul, reduceMean, reduceSum, reshape } from '@tlp/language/graph/ops/tensor.js';
import { float32 } from '@tlp/language/graph/shape.js';
import type { Graph, Ref } from '@tlp/language/graph/types.js';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { evaluate } from '../engines/portable/evaluate.js';
import { createTensorFlowInference } from '../engines/tensorflow/inference.js';
import { loadTensorFlow, type TensorFlow } from '../native/load.js';
import { createRandom } from '../random.js';
import { closeTo } from '../testing/close-to.js';
import { feedParameters } from '../testing/feed-parameters.js';
import { differentiate } from './gradients.js';

let tf: TensorFlow;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

/** Smooth pieces of a graph, each from two values `[3,4]` to one. */
const pieces: Readonly<Record<string, (b: GraphBuilder, x: Ref, y: Ref) => Ref>> = {
  add: (b, x, y) => b.apply(add, [x, y], {}),
  sub: (b, x, y) => b.apply(sub, [x, y], {}),
  mul: (b, x, y) => b.apply(mul, [x, y], {}),
  'bounded sum': (b, x, y) => b.apply(tanh, [b.apply(add, [x, y], {})], {}),
  gate: (b, x, y) => b.apply(mul, [x, b.apply(sigmoid, [y], {})], {}),
  'swish of one': (b, x) => b.apply(swish, [x], {}),
  'a mean, broadcast': (b, x, y) =>
    b.apply(mul, [x, b.apply(reduceMean, [y], { axes: [1], keepDims: true })], {}),
  'a product of both': (b, x, y) => {
    const square = b.apply(matMul, [x, y], { transposeA: false, transposeB: true });
    return b.apply(tanh, [b.apply(matMul, [square, x], { transposeA: false, transposeB: false })], {});
  },
  'rows of both': (b, x, y) => {
    const both = b.apply(reshape, [b.apply(concat, [x, y], {})], { shape: [6, 4] });
    const pairs = b.apply(reshape, [both], { shape: [3, 2, 4] });
    return b.apply(reduceSum, [pairs], { axes: [1], keepDims: false });
  },
};

/** Each step applies a piece to two earlier values, chosen by number; the last value is summed to the loss. */
interface Step {
  readonly piece: string;
  readonly left: number;
  readonly right: number;
}

const names = ['p/p0', 'p/p1', 'p/p2'];
const shape = [3, 4];

function dag(steps: readonly Step[]): { graph: Graph; loss: Ref } {
  const b = new GraphBuilder();
  let loss = '';
  b.block('block', () => {
    const values = b.layer('p', 'test', () =>
      names.map((_, i) => b.parameter(`p${i}`, shape, 'kernel', 'zeros')),
    );
    for (const { piece, left, right } of steps) {
      values.push(pieces[piece]!(b, values[left % values.length]!, values[right % values.length]!));
    }
    // Every value counts, so that every parameter reaches the loss.
    const total = values.reduce((sum, value) => b.apply(add, [sum, value], {}));
    loss = b.apply(reduceSum, [total], { axes: [0, 1], keepDims: false }, 'loss');
    return loss;
  });
  return { graph: b.finish([loss]), loss };
}

const values = new Map(
  names.map((name) => {
    const random = createRandom('gradients', name);
    return [name, Float32Array.from({ length: 12 }, () => random.uniform(-1, 1))];
  }),
);

describe('the gradient of a random graph', () => {
  const step = fc.record({
    piece: fc.constantFrom(...Object.keys(pieces)),
    left: fc.nat(20),
    right: fc.nat(20),
  });

  test('is what tfjs’s own differentiation finds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        const { graph, loss } = dag(steps);
        const backward = differentiate(graph, loss, names);
        const outputs = names.map((name) => backward.gradients.get(name)!);
        const fed = feedParameters({ ...backward.graph, outputs }, values);
        const engine = await createTensorFlowInference(tf, fed.graph, new Map());
        const ours = await engine.run(fed.feeds);
        await engine.dispose();

        const lossOf = (...given: tfjs.Tensor[]) =>
          evaluate(tf, graph, Object.fromEntries(names.map((n, i) => [n, given[i]!])), [loss])[0]!.asScalar();
        const theirs = tf.tidy(() =>
          tf
            .grads(lossOf)(names.map((name) => tf.tensor(values.get(name)!, [3, 4])))
            .map((gradient) => gradient.dataSync<'float32'>()),
        );
        names.forEach((_, i) => void closeTo(ours[i]!, theirs[i]!, 1e-3));
      }),
      { numRuns: 25 },
    );
  });

  test('makes nothing for parameters that are not asked for', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
        const { graph, loss } = dag(steps);
        const added = (wanted: readonly string[]) =>
          differentiate(graph, loss, wanted).graph.nodes.length - graph.nodes.length;
        expect(added([])).toBe(1);
        expect(added(names.slice(0, 1))).toBeLessThanOrEqual(added(names));
      }),
    );
  });
});

describe('there is no gradient', () => {
  /** `loss = sum(f(p))`. */
  function build(f: (b: GraphBuilder, p: Ref) => Ref) {
    const b = new GraphBuilder();
    b.input('x', float32(3, 4));
    let loss = '';
    b.block('block', () => {
      const p = b.layer('p', 'test', () => b.parameter('p0', shape, 'kernel', 'zeros'));
      const y = f(b, p);
      loss = b.apply(reduceSum, [y], { axes: b.type(y).shape.map((_, i) => i), keepDims: false }, 'loss');
      return loss;
    });
    return { graph: b.finish([loss]), loss };
  }

  const norm = (b: GraphBuilder, p: Ref, mode: 'train' | 'inference') => {
    const channels = b.constant('ones', [1, 1, 1, 1]);
    const attrs = { epsilon: 1e-3, momentum: 0.9, mode };
    return b.apply(batchNorm, [p, channels, channels, channels, channels], attrs, 'norm');
  };

  it.each<[string, (b: GraphBuilder, p: Ref) => Ref, RegExp]>([
    ['by a parameter that the loss does not depend on', () => 'x', /p\/p0 does not reach the loss/],
    [
      'of an op without a rule',
      (b, p) => b.apply(dropout, [p], { rate: 0.5, drawn: 'inside' }, 'drop'),
      /no op named dropout/,
    ],
    ['of a batch-norm that was not folded', (b, p) => norm(b, p, 'inference'), /must be folded before/],
    ['through a second output', (b, p) => `${norm(b, p, 'train')}:1`, /norm:1, a second output/],
  ])('%s', (_what, f, message) => {
    const { graph, loss } = build(f);
    expect(() => differentiate(graph, loss, ['p/p0'])).toThrow(message);
  });

  it('of a loss that is no scalar', () => {
    const { graph } = build((_b, p) => p);
    expect(() => differentiate(graph, 'p/p0', ['p/p0'])).toThrow(/p\/p0 is no scalar/);
  });
});
