import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { mul } from '@tlp/language/graph/ops/elementwise.js';
import { reduceSum } from '@tlp/language/graph/ops/tensor.js';
import type { Ref } from '@tlp/language/graph/types.js';
import { prune } from '@tlp/language/graph/walk.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { differentiate } from '../compile/gradients.js';
import { lowerPadding } from '../compile/lower-padding.js';
import { createOnnxInference } from '../engines/onnx/inference.js';
import { evaluate } from '../engines/portable/evaluate.js';
import { createPortableInference } from '../engines/portable/inference.js';
import { createTensorFlowInference } from '../engines/tensorflow/inference.js';
import { loadTensorFlow, type TensorFlow } from '../native/load.js';
import { loadOnnxRuntime, type OnnxRuntime } from '../native/onnx.js';
import { createRandom } from '../random.js';
import { closeTo } from '../testing/close-to.js';
import { feedParameters } from '../testing/feed-parameters.js';
import { opCases } from './cases.js';
import { kernels } from './kernel-table.js';
import type { OpCase } from './op-case.js';

let tf: TensorFlow;
let ort: OnnxRuntime;
beforeAll(async () => {
  tf = await loadTensorFlow();
  ort = await loadOnnxRuntime();
});

/** The op on parameters, and the loss: its output summed with fixed weights, so that every value counts. */
function build({ shapes, build: apply }: OpCase) {
  const b = new GraphBuilder();
  const { y, names } = b.layer('test', 'test', () => {
    let refs: Ref[] = [];
    const result = b.block('test', () => {
      refs = b.layer('op', 'test', () =>
        shapes.map((shape, i) => b.parameter(`p${i}`, shape, 'kernel', 'zeros')),
      );
      return apply(b, refs);
    });
    return { y: result, names: refs };
  });
  const shape = b.type(y).shape as readonly number[];
  const b2 = GraphBuilder.from(b.finish([y]));
  const weights = random(
    'coefficients',
    shape.reduce((n, d) => n * d, 1),
  );
  const coefficient = b2.input('coefficient', { dtype: 'float32', shape });
  const loss = b2.apply(
    reduceSum,
    [b2.apply(mul, [y, coefficient], {})],
    { axes: shape.map((_, i) => i), keepDims: false },
    'loss',
  );
  const values = new Map(
    names.map((name, i) => [
      name,
      random(
        name,
        shapes[i]!.reduce((n, d) => n * d, 1),
      ),
    ]),
  );
  return {
    graph: b2.finish([y]),
    loss,
    names,
    values,
    feed: { coefficient: { data: weights, shape } },
  };
}

const random = (key: string, size: number): Float32Array => {
  const source = createRandom('ops', key);
  // Away from zero, where activations and maxima have kinks that finite differences cannot see past.
  return Float32Array.from({ length: size }, () => Math.sign(source.next() - 0.5) * source.uniform(0.2, 1.5));
};

describe.each(opCases)('$name', (opCase) => {
  it('gives the same values on every engine', async () => {
    const { graph, values } = build(opCase);
    const oracle = createPortableInference(tf, prune(graph), values);
    const [expected] = await oracle.run({});
    const fed = feedParameters(prune(graph), values);
    const tensorflow = await createTensorFlowInference(tf, fed.graph, new Map());
    closeTo((await tensorflow.run(fed.feeds))[0]!, expected!, 1e-4);
    if (opCase.onnx !== false) {
      // ONNX knows kernels while it writes the graph, so only the op's first parameter is fed.
      const first = feedParameters(prune(graph), values, [graph.parameters[0]!.name]);
      const onnx = await createOnnxInference(ort, first.graph, values);
      closeTo((await onnx.run(first.feeds))[0]!, expected!, 1e-4);
    }
  });

  it('has the gradient that tfjs and finite differences find', async () => {
    const { graph, loss, names, values, feed } = build(opCase);
    const backward = differentiate(lowerPadding({ ...graph, outputs: [loss] }), loss, names);
    const outputs = names.map((name) => backward.gradients.get(name)!);
    const fed = feedParameters({ ...backward.graph, outputs }, values);
    const compiled = await createTensorFlowInference(tf, fed.graph, new Map());
    const ours = await compiled.run({ ...feed, ...fed.feeds });

    const lossOf = (...parameters: import('@tensorflow/tfjs').Tensor[]) => {
      const given = Object.fromEntries(names.map((name, i) => [name, parameters[i]!]));
      const coefficient = tf.tensor(feed.coefficient.data, [...feed.coefficient.shape]);
      return evaluate(tf, graph, { ...given, coefficient }, [loss])[0]!.asScalar();
    };
    const tensors = names.map((name, i) => tf.tensor(values.get(name)!, [...opCase.shapes[i]!]));
    const theirs = tf.grads(lossOf)(tensors);
    names.forEach((name, i) => {
      closeTo(ours[i]!, theirs[i]!.dataSync<'float32'>(), 2e-3);
      const probe = Math.floor(ours[i]!.length / 2);
      const step = 1e-2;
      const shifted = (delta: number) => {
        const data = values.get(name)!.slice();
        data[probe]! += delta;
        const moved = tensors.map((t, j) => (j === i ? tf.tensor(data, t.shape) : t));
        return lossOf(...moved).dataSync()[0]!;
      };
      const difference = (shifted(step) - shifted(-step)) / (2 * step);
      expect(Math.abs(ours[i]![probe]! - difference)).toBeLessThan(2e-2 * Math.max(1, Math.abs(difference)));
    });
  });
});

it('covers every op that has a gradient', () => {
  const used = new Set(opCases.flatMap((c) => build(c).graph.nodes.map((node) => node.op)));
  // These have tests of their own, of a target and of a key.
  const elsewhere = ['softmaxCrossEntropy', 'randomDropout'];
  const differentiable = Object.entries(kernels).filter(([, kernel]) => kernel.gradient);
  expect(
    differentiable.map(([name]) => name).filter((name) => !used.has(name) && !elsewhere.includes(name)),
  ).toEqual([]);
});
