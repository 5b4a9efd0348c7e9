/** Training steps of a head with a bidirectional LSTM, on features by formula, with weights by formula. */
import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { cutNetwork } from '@tlp/language/graph/cut.js';
import { buildHead } from '@tlp/language/graph/network.js';
import { float32, int32 } from '@tlp/language/graph/shape.js';
import { optimizerScalars } from '@tlp/runtime/compile/optimizers/scalars.js';
import { createTensorFlowTraining } from '@tlp/runtime/engines/tensorflow/training.js';
import { loadTensorFlow } from '@tlp/runtime/native/load.js';
import { crossEntropyLoss } from '@tlp/runtime/tasks/classification/loss.js';
import { signed } from '@tlp/runtime/testing/formula.js';
import { targetFeeds } from '@tlp/runtime/testing/reference-network.js';
import { readOptions, report, throughput } from './ours.js';

const options = readOptions('steps', 'batch', 'tokens', 'width', 'units');
const [steps, batch, tokens, width, units] = [
  options.steps,
  options.batch,
  options.tokens,
  options.width,
  options.units,
].map(Number) as [number, number, number, number, number];

const b = new GraphBuilder();
const features = b.input('features', float32('batch', 'tokens', width));
const mask = b.input('mask', int32('batch', 'tokens'));
const head = [
  { kind: 'lstm', units, bidirectional: true },
  { kind: 'dense', units: 'classes', activation: null },
] as const;
const graph = b.finish([
  b.block('head', () => buildHead(b, { features, mask }, head, 2), { origin: 'fresh' }),
]);
const weights = new Map(
  graph.parameters.map(({ name, shape }) => [
    name,
    signed(
      name.replace(/^head\/(lstm\/)?/, ''),
      shape.reduce((n, d) => n * d, 1),
      0.05,
    ),
  ]),
);
const optimizer = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 } as const;
const engine = await createTensorFlowTraining(
  await loadTensorFlow(),
  cutNetwork(graph, { frozenLayers: new Set(), batchNorm: 'frozen' }),
  {
    phase: { optimizer, clipNorm: null, accumulate: 1 },
    weights,
    engine: 'tensorflow',
    addLoss: crossEntropyLoss,
  },
);
const labels = Array.from({ length: batch }, (_, i) => i % 2);
const feeds = {
  features: { data: signed('features', batch * tokens * width, 1), shape: [batch, tokens, width] },
  mask: { data: new Int32Array(batch * tokens).fill(1), shape: [batch, tokens] },
  ...targetFeeds(labels, 2),
};

let update = 0;
const losses: number[] = [];
const value = await throughput(batch, steps, async () => {
  update++;
  losses.push((await engine.train(feeds, optimizerScalars(optimizer, update, 1e-3), true)).loss);
});
await engine.dispose();
report(value, {
  loss: losses.at(-1)!,
  note: `loss ${losses[0]!.toFixed(5)} to ${losses.at(-1)!.toFixed(5)}`,
});
