import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { conv2d, depthwiseConv2d, type Padding, windowSize } from '@tlp/language/graph/ops/convolution.js';
import { maxPool } from '@tlp/language/graph/ops/pooling.js';
import { float32 } from '@tlp/language/graph/shape.js';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { createPortableInference } from '../engines/portable/inference.js';
import { loadTfjs } from '../engines/portable/load-tfjs.js';
import { createRandom } from '../random.js';
import { isSame, lowerPadding, samePadding } from './lower-padding.js';

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

const kinds = ['conv2d', 'depthwiseConv2d', 'maxPool'] as const;

/** One window of 3 over `[1,7,6,2]`. */
function graphOf(kind: (typeof kinds)[number], stride: number, padding: Padding) {
  const b = new GraphBuilder();
  const x = b.input('x', float32(1, 7, 6, 2));
  const attrs = { strides: [stride, stride] as const, padding };
  const y = b.block('block', () =>
    b.layer('layer', 'test', () => {
      if (kind === 'maxPool') return b.apply(maxPool, [x], { ...attrs, size: [3, 3] });
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

test('lowering leaves no explicit padding, and every output as it was', async () => {
  const tf = await loadTfjs();
  const pads = fc.tuple(fc.nat(2), fc.nat(2));
  const padding = fc.tuple(pads, pads) as fc.Arbitrary<Exclude<Padding, string>>;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...kinds), fc.constantFrom(1, 2), padding, async (kind, stride, p) => {
      const graph = graphOf(kind, stride, p);
      const lowered = lowerPadding(graph);
      expect(lowered.nodes.every((n) => n.op === 'pad' || typeof (n.attrs.padding ?? '') === 'string')).toBe(
        true,
      );
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
