import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { conv2d, depthwiseConv2d, type Padding, windowSize } from '@tlp/language/graph/ops/convolution.js';
import { type Activation, activations } from '@tlp/language/graph/ops/elementwise.js';
import { avgPool, maxPool } from '@tlp/language/graph/ops/pooling.js';
import { reduceMax } from '@tlp/language/graph/ops/tensor.js';
import { float32 } from '@tlp/language/graph/shape.js';
import type { Graph, GraphNode } from '@tlp/language/graph/types.js';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { createPortableInference } from '../engines/portable/inference.js';
import { loadTfjs } from '../engines/portable/load-tfjs.js';
import { samePadding } from '../ops/same-padding.js';
import { createRandom } from '../random.js';
import { closeTo } from '../testing/close-to.js';
import { isSame, lowerPadding } from './lower-padding.js';

const side = fc.integer({ min: 1, max: 9 });

describe('same padding', () => {
  test('is just enough for a window on every pixel a stride steps on, the odd one after', () => {
    fc.assert(
      fc.property(side, side, side, (size, window, stride) => {
        const [before, after] = samePadding(size, window, stride);
        expect(windowSize(size, window, stride, [before, after])).toBe(
          windowSize(size, window, stride, 'same'),
        );
        expect([0, 1]).toContain(after - before);
        expect(isSame(size, window, stride, [before, after])).toBe(true);
        expect(isSame(size, window, stride, [before + 1, after])).toBe(false);
      }),
    );
  });
});

const kinds = ['conv2d', 'depthwiseConv2d', 'maxPool', 'avgPool'] as const;

/** One window of 3 over `[1,7,6,2]`. */
function graphOf(kind: (typeof kinds)[number], stride: number, padding: Padding) {
  const b = new GraphBuilder();
  const x = b.input('x', float32(1, 7, 6, 2));
  const attrs = { strides: [stride, stride] as const, padding };
  const y = b.block('block', () =>
    b.layer('layer', 'test', () => {
      if (kind === 'maxPool') return b.apply(maxPool, [x], { ...attrs, size: [3, 3] });
      if (kind === 'avgPool') return b.apply(avgPool, [x], { ...attrs, size: [3, 3] });
      const outputs = kind === 'conv2d' ? 4 : 1;
      const kernel = b.parameter('kernel', [3, 3, 2, outputs], 'kernel', 'zeros');
      return b.apply(kind === 'conv2d' ? conv2d : depthwiseConv2d, [x, kernel], attrs);
    }),
  );
  return b.finish([y]);
}

const random = (key: string, size: number) => {
  const source = createRandom('padding', key);
  // Below zero too, so that a maximum would show padding that wins.
  return Float32Array.from({ length: size }, () => source.uniform(-2, -1));
};

test('lowering leaves no explicit padding that our own op does not have, and every output as it was', async () => {
  const tf = await loadTfjs();
  const pads = fc.tuple(fc.nat(2), fc.nat(2));
  const padding = fc.tuple(pads, pads) as fc.Arbitrary<Exclude<Padding, string>>;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...kinds), fc.constantFrom(1, 2), padding, async (kind, stride, p) => {
      const graph = graphOf(kind, stride, p);
      const lowered = lowerPadding(graph);
      const lowers = ({ op }: GraphNode) => op !== 'pad' && op !== 'depthwiseConv2d';
      const paddings = lowered.nodes.filter(lowers).map(({ attrs }) => typeof (attrs.padding ?? ''));
      expect(new Set(paddings)).toEqual(new Set(['string']));
      const [expected, actual] = await Promise.all(
        [graph, lowered].map((g) =>
          createPortableInference(
            tf,
            g,
            new Map([['layer/kernel', random('kernel', 72).slice(0, kernelSize(kind))]]),
          ).run({
            x: { data: random('x', 84), shape: [1, 7, 6, 2] },
          }),
        ),
      );
      expect(actual).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});

const kernelSize = (kind: string) => (kind === 'conv2d' ? 72 : 18);

it('needs no pad where the padding is what same does', () => {
  const around = [
    [1, 1],
    [1, 1],
  ] as const;
  const opsOf = (stride: number, padding: Padding) =>
    lowerPadding(graphOf('conv2d', stride, padding)).nodes.map((n) => n.op);
  expect(opsOf(1, around)).not.toContain('pad');
  expect(opsOf(2, around)).toContain('pad');
  expect(opsOf(2, 'same')).not.toContain('pad');
});

it('leaves the padding of a depthwise convolution to our own op, where its window is one of those', () => {
  const padded = graphOf('depthwiseConv2d', 2, [
    [1, 1],
    [1, 1],
  ]);
  expect(opsOf(lowerPadding(padded))).toEqual(['input', 'parameter', 'depthwiseConv2d']);
  const threes = padded.nodes.map((node) => ({ ...node, attrs: { ...node.attrs, strides: [3, 3] } }));
  expect(opsOf(lowerPadding({ ...padded, nodes: threes }))).toContain('pad');
});

describe('zeros', () => {
  /** The activation's value is padded for a convolution, and read `again` by another node. */
  function activated(kind: Activation, again = false) {
    const b = new GraphBuilder();
    const x = b.input('x', float32(1, 7, 6, 2));
    const y = b.block('block', () =>
      b.layer('layer', 'test', () => {
        const active = b.apply(activations[kind].op, [x], {});
        const kernel = b.parameter('kernel', [3, 3, 2, 4], 'kernel', 'zeros');
        const attrs = { strides: [2, 2], padding: everywhere } as const;
        const conv = b.apply(conv2d, [active, kernel], attrs);
        if (again) b.apply(reduceMax, [active], { axes: [1, 2], keepDims: false });
        return conv;
      }),
    );
    return b.finish(again ? [y, 'layer/reduceMax'] : [y]);
  }
  const everywhere = [
    [1, 1],
    [1, 1],
  ] as const;

  it.each(['relu', 'relu6', 'swish', 'hard_swish', 'gelu', 'gelu_tanh', 'tanh'] as const)(
    'go in before %s, which leaves them as they are',
    async (kind) => {
      const graph = activated(kind);
      const lowered = lowerPadding(graph);
      expect(opsOf(lowered)).toEqual(['input', 'parameter', 'pad', activations[kind].op.name, 'conv2d']);
      const tf = await loadTfjs();
      const [expected, actual] = await Promise.all(
        [graph, lowered].map((g) =>
          createPortableInference(tf, g, new Map([['layer/kernel', random('kernel', 72)]])).run({
            x: { data: random('x', 84), shape: [1, 7, 6, 2] },
          }),
        ),
      );
      closeTo(actual![0]!, expected![0]!, 1e-6);
    },
  );

  it.each<[string, Graph]>([
    ['sigmoid, which makes a half of them', activated('sigmoid')],
    ['an activation that others read without them', activated('relu', true)],
  ])('come after %s', (_what, graph) => {
    const ops = opsOf(lowerPadding(graph));
    expect(ops.indexOf('pad')).toBe(ops.indexOf('conv2d') - 1);
  });
});

const opsOf = (graph: Graph) => graph.nodes.map((node) => node.op);
