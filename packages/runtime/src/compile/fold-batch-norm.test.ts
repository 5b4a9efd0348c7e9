import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { batchNorm } from '@tlp/language/graph/layers.js';
import { conv2d, depthwiseConv2d } from '@tlp/language/graph/ops/convolution.js';
import { add, biasAdd, relu } from '@tlp/language/graph/ops/elementwise.js';
import { float32 } from '@tlp/language/graph/shape.js';
import type { Graph, Ref } from '@tlp/language/graph/types.js';
import fc from 'fast-check';
import { beforeAll, expect, it, test } from 'vitest';
import { createPortableInference } from '../engines/portable/inference.js';
import { loadTfjs } from '../engines/portable/load-tfjs.js';
import type { Tfjs } from '../ops/kernel.js';
import { createRandom } from '../random.js';
import { closeTo } from '../testing/close-to.js';
import { foldBatchNorm } from './fold-batch-norm.js';

let tf: Tfjs;
beforeAll(async () => {
  tf = await loadTfjs();
});

/** Links of a chain of layers on feature maps; `name` is unique. */
const links = {
  conv: (b: GraphBuilder, x: Ref, name: string) =>
    b.layer(name, 'conv2d', () => {
      const kernel = b.parameter('kernel', [3, 3, Number(b.type(x).shape[3]), 3], 'kernel', 'zeros');
      return b.apply(conv2d, [x, kernel], { strides: [1, 1], padding: 'same' });
    }),
  depthwise: (b: GraphBuilder, x: Ref, name: string) =>
    b.layer(name, 'depthwise_conv2d', () => {
      const kernel = b.parameter('kernel', [3, 3, Number(b.type(x).shape[3]), 2], 'kernel', 'zeros');
      const padding = [
        [1, 1],
        [0, 1],
      ] as const;
      return b.apply(depthwiseConv2d, [x, kernel], { strides: [1, 1], padding });
    }),
  bias: (b: GraphBuilder, x: Ref, name: string) =>
    b.layer(name, 'bias', () =>
      b.apply(biasAdd, [x, b.parameter('bias', [Number(b.type(x).shape[3])], 'bias', 'zeros')], {}),
    ),
  norm: (b: GraphBuilder, x: Ref, name: string) => batchNorm(b, name, x, { epsilon: 1e-2, momentum: 0.9 }),
  relu: (b: GraphBuilder, x: Ref, name: string) => b.apply(relu, [x], {}, name),
};
type Link = keyof typeof links;

/** The chain, and where a link is marked `twice` its value is also added to itself, so that two nodes read it. */
function chain(parts: readonly { link: Link; twice: boolean }[]): Graph {
  const b = new GraphBuilder();
  const x = b.input('x', float32(2, 4, 4, 2));
  const y = b.block('block', () =>
    parts.reduce((value, { link, twice }, i) => {
      const next = links[link](b, value, `layer${i}`);
      return twice ? b.apply(add, [next, links.norm(b, next, `twice${i}`)], {}, `sum${i}`) : next;
    }, x),
  );
  return b.finish([y]);
}

const random = (key: string, size: number, low: number) => {
  const source = createRandom('fold', key);
  return Float32Array.from({ length: size }, () => source.uniform(low, 1.5));
};

async function outputOf(graph: Graph): Promise<Float32Array> {
  const weights = new Map(
    graph.parameters.map(({ name, shape, role }) => {
      const size = shape.reduce((n, d) => n * d, 1);
      return [name, random(name, size, role === 'variance' ? 0.5 : -1)];
    }),
  );
  const engine = createPortableInference(tf, graph, weights);
  const [output] = await engine.run({ x: { data: random('x', 64, -1), shape: [2, 4, 4, 2] } });
  await engine.dispose();
  return output!;
}

const normalizations = (graph: Graph) => graph.nodes.filter((node) => node.op === 'batchNorm').length;

test('folding changes no output, whatever stands before the batch-norm', async () => {
  const link = fc.constantFrom(...(Object.keys(links) as Link[]));
  const part = fc.record({ link, twice: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 5 }), async (parts) => {
      const graph = chain(parts);
      const folded = foldBatchNorm(graph);
      expect(normalizations(folded)).toBe(0);
      closeTo(await outputOf(folded), await outputOf(graph), 1e-4);
    }),
    { numRuns: 40 },
  );
});

const once = (...names: readonly Link[]) => names.map((link) => ({ link, twice: false }));
const opsAfterFolding = (graph: Graph) =>
  foldBatchNorm(graph)
    .nodes.filter((node) => node.outputs[0]!.shape.length === 4)
    .filter((node) => !['parameter', 'input'].includes(node.op) && !node.name.includes('folded_kernel'))
    .map((node) => node.op);

it.each<[string, Graph, string[]]>([
  ['goes into a convolution', chain(once('conv', 'norm')), ['conv2d', 'biasAdd']],
  ['goes into a depthwise convolution', chain(once('depthwise', 'norm')), ['depthwiseConv2d', 'biasAdd']],
  ['takes the convolution’s bias along', chain(once('conv', 'bias', 'norm')), ['conv2d', 'biasAdd']],
  ['is an affine of its own elsewhere', chain(once('relu', 'norm')), ['relu', 'mul', 'biasAdd']],
  [
    'leaves a convolution alone that others read',
    chain([{ link: 'conv', twice: true }]),
    ['conv2d', 'mul', 'biasAdd', 'add'],
  ],
])('a batch-norm %s', (_what, graph, ops) => {
  expect(opsAfterFolding(graph)).toEqual(ops);
});

it('follows its convolution’s input when that was a batch-norm of another name', async () => {
  const b = new GraphBuilder();
  const x = b.input('x', float32(2, 4, 4, 2));
  const y = b.block('block', () => {
    const first = links.norm(b, x, 'first');
    const renamed = b.keep({ ...b.finish([first]).nodes.at(-1)!, name: 'elsewhere' });
    return links.norm(b, links.conv(b, renamed, 'conv'), 'second');
  });
  const graph = b.finish([y]);
  closeTo(await outputOf(foldBatchNorm(graph)), await outputOf(graph), 1e-4);
});

it('keeps a batch-norm that trains', () => {
  const graph = chain(once('conv', 'norm'));
  const nodes = graph.nodes.map((node) =>
    node.op === 'batchNorm' ? { ...node, attrs: { ...node.attrs, mode: 'train' } } : node,
  );
  expect(normalizations(foldBatchNorm({ ...graph, nodes }))).toBe(1);
});
