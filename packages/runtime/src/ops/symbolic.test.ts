/** Ops on values of which neither the batch nor the tokens are known while the graph is written, as a transformer has them. */
import type * as tfjs from '@tensorflow/tfjs';
import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { dense } from '@tlp/language/graph/layers.js';
import { positions, repeat, transpose } from '@tlp/language/graph/ops/arrange.js';
import { add, mul, softmax } from '@tlp/language/graph/ops/elementwise.js';
import { gather, slice } from '@tlp/language/graph/ops/indexing.js';
import { causalMask, paddingMask } from '@tlp/language/graph/ops/masks.js';
import { sparseCrossEntropy } from '@tlp/language/graph/ops/sparse-loss.js';
import { matMul, reduceSum, reshape } from '@tlp/language/graph/ops/tensor.js';
import { int32 } from '@tlp/language/graph/shape.js';
import type { Ref } from '@tlp/language/graph/types.js';
import { prune } from '@tlp/language/graph/walk.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { differentiate } from '../compile/gradients.js';
import { createOnnxInference } from '../engines/onnx/inference.js';
import { evaluate } from '../engines/portable/evaluate.js';
import { createPortableInference } from '../engines/portable/inference.js';
import { createTensorFlowInference } from '../engines/tensorflow/inference.js';
import type { Feeds } from '../engines/types.js';
import { loadTensorFlow, type TensorFlow } from '../native/load.js';
import { loadOnnxRuntime, type OnnxRuntime } from '../native/onnx.js';
import { createRandom } from '../random.js';
import { closeTo } from '../testing/close-to.js';
import { feedParameters } from '../testing/feed-parameters.js';

let tf: TensorFlow;
let ort: OnnxRuntime;
beforeAll(async () => {
  tf = await loadTensorFlow();
  ort = await loadOnnxRuntime();
});

const [heads, width] = [2, 6];

/** `[batch,tokens,6] -> [batch,2,tokens,3]`. */
const split = (b: GraphBuilder, x: Ref): Ref =>
  b.apply(transpose, [b.apply(reshape, [x], { shape: ['batch', 'tokens', heads, width / heads] })], {
    perm: [0, 2, 1, 3],
  });

/** Embeddings of words and positions, one layer of attention under both masks, a score a word; the first word's too. */
function toy() {
  const b = new GraphBuilder();
  const ids = b.input('ids', int32('batch', 'tokens'));
  const seen = b.input('seen', int32('batch', 'tokens'));
  const labels = b.input('labels', int32('batch', 'tokens'));
  const scores = b.block('block', () => {
    const tables = b.layer('embeddings', 'embedding', () => [
      b.parameter('words', [11, width], 'embedding', 'zeros'),
      b.parameter('positions', [9, width], 'token', 'zeros'),
      b.parameter('bias', [1, 1, width], 'token', 'zeros'),
    ]);
    const words = b.apply(gather, [tables[0]!, ids], {});
    const placed = b.apply(
      add,
      [words, b.apply(gather, [tables[1]!, b.apply(positions, [ids], {})], {})],
      {},
    );
    const x = b.apply(add, [placed, b.apply(repeat, [tables[2]!, ids], {})], {});
    const [q, k, v] = ['query', 'key', 'value'].map((name) => split(b, dense(b, name, x, width)));
    const product = b.apply(matMul, [q!, k!], { transposeA: false, transposeB: true });
    const masked = b.apply(
      add,
      [b.apply(add, [product, paddingMask(b, seen)], {}), b.apply(causalMask, [ids], {})],
      {},
    );
    const mixed = b.apply(matMul, [b.apply(softmax, [masked], {}), v!], {
      transposeA: false,
      transposeB: false,
    });
    const back = b.apply(transpose, [mixed], { perm: [0, 2, 1, 3] });
    return dense(b, 'scores', b.apply(reshape, [back], { shape: ['batch', 'tokens', width] }), 4);
  });
  const first = b.apply(reshape, [b.apply(slice, [scores], { axis: 1, begin: 0, size: 1 }, 'first')], {
    shape: ['batch', 4],
  });
  const losses = b.apply(sparseCrossEntropy, [scores, labels], {}, 'losses');
  const sum = b.apply(reduceSum, [losses], { axes: [0, 1], keepDims: false });
  const square = b.apply(mul, [first, first], {});
  const loss = b.apply(
    add,
    [sum, b.apply(reduceSum, [square], { axes: [0, 1], keepDims: false })],
    {},
    'loss',
  );
  return { graph: b.finish([scores, first]), loss };
}

function feedsOf(batch: number, tokens: number): Feeds {
  const random = createRandom('symbolic', batch, tokens);
  const draw = (n: number) => Int32Array.from({ length: batch * tokens }, () => random.int(n));
  const shape = [batch, tokens];
  // The first token of a text is always there, its last one may be padding.
  const seen = Int32Array.from({ length: batch * tokens }, (_, i) => (i % tokens < tokens - (i % 2) ? 1 : 0));
  return {
    ids: { data: draw(11), shape },
    seen: { data: seen, shape },
    labels: { data: draw(4).map((label, i) => (i % 3 === 0 ? -100 : label)), shape },
  };
}

const { graph, loss } = toy();
const weights = new Map(
  graph.parameters.map(({ name, shape }) => {
    const random = createRandom('symbolic weights', name);
    return [
      name,
      Float32Array.from({ length: shape.reduce((n, d) => n * d, 1) }, () => random.uniform(-1, 1)),
    ];
  }),
);
const forward = prune(graph);

describe.each([
  [1, 3],
  [3, 7],
])('with %i texts of %i tokens', (batch, tokens) => {
  const feeds = feedsOf(batch, tokens);

  it('values agree on every engine', async () => {
    const [oracle, compiled, onnx] = [
      createPortableInference(tf, forward, weights),
      await createTensorFlowInference(tf, forward, weights),
      await createOnnxInference(ort, forward, weights),
    ];
    const { labels: _, ...fed } = feeds;
    const expected = await oracle.run(fed);
    expect(expected.map((values) => values.length)).toEqual([batch * tokens * 4, batch * 4]);
    for (const engine of [compiled, onnx]) {
      const found = await engine.run(fed);
      expected.forEach((values, i) => void closeTo(found[i]!, values, 1e-5));
      await engine.dispose();
    }
  });

  it('gradients are those of tfjs', async () => {
    const names = graph.parameters.map((p) => p.name);
    const backward = differentiate({ ...graph, outputs: [loss] }, loss, names);
    const outputs = names.map((name) => backward.gradients.get(name)!);
    const fed = feedParameters({ ...backward.graph, outputs }, weights);
    const engine = await createTensorFlowInference(tf, fed.graph, new Map());
    const ours = await engine.run({ ...feeds, ...fed.feeds });
    await engine.dispose();
    const given = Object.fromEntries(
      Object.entries(feeds).map(([name, { data, shape }]) => [name, tf.tensor(data, [...shape])]),
    );
    const lossOf = (...parameters: tfjs.Tensor[]) =>
      evaluate(tf, graph, { ...given, ...Object.fromEntries(names.map((n, i) => [n, parameters[i]!])) }, [
        loss,
      ])[0]!.asScalar();
    const theirs = tf.grads(lossOf)(
      graph.parameters.map((p) => tf.tensor(weights.get(p.name)!, [...p.shape])),
    );
    // All together: the bias of the keys has no gradient but rounding.
    const joined = (parts: readonly Float32Array[]) => parts.flatMap((part) => [...part]);
    const expected = theirs.map((gradient) => gradient.dataSync<'float32'>());
    closeTo(joined(ours), joined(expected), 1e-5);
  });
});
