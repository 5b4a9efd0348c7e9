import { GraphBuilder } from '@tlp/language/graph/builder.js';
import {
  huber,
  meanSquaredError,
  sigmoidCrossEntropy,
  sigmoidFocal,
  softmaxFocal,
} from '@tlp/language/graph/losses.js';
import { reduceSum } from '@tlp/language/graph/ops/tensor.js';
import { float32 } from '@tlp/language/graph/shape.js';
import type { Ref } from '@tlp/language/graph/types.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { evaluate } from '../engines/portable/evaluate.js';
import { createTensorFlowInference } from '../engines/tensorflow/inference.js';
import { loadTensorFlow, type TensorFlow } from '../native/load.js';
import { closeTo } from '../testing/close-to.js';
import { feedParameters } from '../testing/feed-parameters.js';
import { differentiate } from './gradients.js';

let tf: TensorFlow;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

type Build = (b: GraphBuilder, output: Ref, target: Ref) => Ref;

const outputs = [0.5, -1.25, 2, -6, 3, 0];
const numbers = [1, 0, -1.5, -5.5, 3, 4];
const labels = [1, 0, 0, 0.9, 0.05, 0.05, 0, 1, 0];
const logits = [0.5, -1.25, 2, -6, 3, 0, -3, 0.75, 4];
const large = [0.5, -1.25, 2, -60, 30, 0, -3, 0.75, 200];

// Computed by PyTorch 2.9 and torchvision 0.24 in double precision, the softmax focal loss by Keras 3.15; PyTorch and Keras
// agree on the first two.
const cases: readonly [string, Build, readonly number[], readonly number[], readonly number[]][] = [
  ['mean squared error', meanSquaredError, outputs, numbers, [4.6875, 5.416667]],
  ['Huber', (b, y, t) => huber(b, y, t, { delta: 1.5 }), outputs, numbers, [1.677083, 1.666667]],
  ['sigmoid cross entropy', sigmoidCrossEntropy, large, labels, [0.950978, 27.73105, 66.81182]],
  [
    'sigmoid cross entropy with weights of the labels',
    (b, y, t) => sigmoidCrossEntropy(b, y, t, { positiveWeights: [2, 0.5, 3] }),
    large,
    labels,
    [1.109004, 45.75415, 66.74734],
  ],
  [
    'focal loss of sigmoids',
    (b, y, t) => sigmoidFocal(b, y, t, { gamma: 2, alpha: 0.25 }),
    large,
    labels,
    [0.4212743, 10.63185, 50.00335],
  ],
  [
    'focal loss of sigmoids, all labels alike',
    (b, y, t) => sigmoidFocal(b, y, t, { gamma: 0.5, alpha: null }),
    large,
    labels,
    [0.8021068, 26.49913, 66.74324],
  ],
  [
    'focal loss of softmax',
    (b, y, t) => softmaxFocal(b, y, t, { gamma: 2, alpha: 0.25 }),
    logits,
    labels,
    [0.293517, 2.070062, 0.7620445],
  ],
  [
    'focal loss of softmax, a weight a class',
    (b, y, t) => softmaxFocal(b, y, t, { gamma: 1.5, alpha: [0.25, 0.5, 0.75] }),
    logits,
    labels,
    [0.3235087, 2.141904, 1.553329],
  ],
];

/** The loss of rows of three, and its total. */
function graphOf(build: Build, size: number) {
  const b = new GraphBuilder();
  const rows = size / 3;
  const y = b.block('head', () =>
    b.layer('layer', 'test', () => b.parameter('y', [rows, 3], 'kernel', 'zeros')),
  );
  const losses = build(b, y, b.input('target', float32(rows, 3)));
  const total = b.apply(reduceSum, [losses], { axes: [0], keepDims: false });
  return { graph: b.finish([losses]), y, losses, total };
}

describe.each(cases)('%s', (_name, build, y, target, expected) => {
  it('is as the libraries have it', async () => {
    const { graph } = graphOf(build, y.length);
    const shape = [y.length / 3, 3];
    const fed = feedParameters(graph, new Map([['layer/y', Float32Array.from(y)]]));
    const engine = await createTensorFlowInference(tf, fed.graph, new Map());
    const [losses] = await engine.run({ ...fed.feeds, target: { data: Float32Array.from(target), shape } });
    closeTo(losses!, expected, 1e-6);
  });

  it('has a gradient however large the outputs are, the same as tfjs finds', async () => {
    const extreme = [0, 0, 0, 200, -200, 200, -200, 200, -200, 1e4, -1e4, 0];
    const goals = [1, 0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 0];
    const shape = [4, 3];
    const { graph, total, y: ref } = graphOf(build, extreme.length);
    const backward = differentiate(graph, total, [ref]);
    const values = new Map([['layer/y', Float32Array.from(extreme)]]);
    const fed = feedParameters({ ...backward.graph, outputs: [backward.gradients.get(ref)!] }, values);
    const engine = await createTensorFlowInference(tf, fed.graph, new Map());
    const [ours] = await engine.run({ ...fed.feeds, target: { data: Float32Array.from(goals), shape } });
    const lossOf = (given: import('@tensorflow/tfjs').Tensor) =>
      evaluate(tf, graph, { [ref]: given, target: tf.tensor(goals, shape) }, [total])[0]!.asScalar();
    const theirs = tf.grad(lossOf)(tf.tensor(extreme, shape)).dataSync<'float32'>();
    expect([...ours!].every(Number.isFinite)).toBe(true);
    closeTo(ours!, theirs, 1e-5);
    // What is far on the wrong side is pulled back.
    expect(Math.abs(ours![6]!)).toBeGreaterThan(0.01);
  });
});

it('focal losses without focus are cross entropies', async () => {
  const lossesOf = async (build: Build) => {
    const { graph } = graphOf(build, 9);
    const fed = feedParameters(graph, new Map([['layer/y', Float32Array.from(logits)]]));
    const engine = await createTensorFlowInference(tf, fed.graph, new Map());
    return (
      await engine.run({ ...fed.feeds, target: { data: Float32Array.from(labels), shape: [3, 3] } })
    )[0]!;
  };
  const unfocused = await lossesOf((b, y, t) => sigmoidFocal(b, y, t, { gamma: 0, alpha: null }));
  closeTo(unfocused, await lossesOf(sigmoidCrossEntropy), 1e-6);
  const positiveWeights = [2, 0.5, 3];
  closeTo(
    await lossesOf((b, y, t) => sigmoidFocal(b, y, t, { gamma: 0, alpha: null, positiveWeights })),
    await lossesOf((b, y, t) => sigmoidCrossEntropy(b, y, t, { positiveWeights })),
    1e-6,
  );
});
