/** Training steps of our compiled graph, nothing frozen, on a batch that stays the same. */
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import { cutNetwork } from '@tlp/language/graph/cut.js';
import { buildNetwork } from '@tlp/language/graph/network.js';
import { optimizerScalars } from '@tlp/runtime/compile/optimizers/scalars.js';
import { targetInput, weightInput } from '@tlp/runtime/compile/training-engine.js';
import { createTensorFlowTraining } from '@tlp/runtime/engines/tensorflow/training.js';
import { loadTensorFlow } from '@tlp/runtime/native/load.js';
import { crossEntropyLoss } from '@tlp/runtime/tasks/classification/loss.js';
import { initializeParameters, noise, readOptions, report, throughput } from './ours.js';

const options = readOptions('model', 'steps', 'batch', 'size', 'classes', 'batch-norm', 'rate');
const [steps, batch, size, classes] = [options.steps, options.batch, options.size, options.classes].map(
  Number,
) as [number, number, number, number];
const batchNorm = options['batch-norm'] === 'train' ? 'train' : 'frozen';

const backbone = findBackbone(options.model)!;
const network = buildNetwork(
  backbone,
  size,
  [
    { kind: 'pool', mode: backbone.tokens ? 'class_token' : 'average' },
    { kind: 'dense', units: 'classes', activation: null },
  ],
  classes,
);
const program = cutNetwork(network, { frozenLayers: new Set(), batchNorm });
const optimizer = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 } as const;
const tf = await loadTensorFlow();
const engine = await createTensorFlowTraining(tf, program, {
  phase: { optimizer, clipNorm: null, accumulate: 1 },
  weights: initializeParameters(network.parameters, 1),
  engine: 'tensorflow',
  addLoss: crossEntropyLoss,
});

const target = new Float32Array(batch * classes);
for (let i = 0; i < batch; i++) target[i * classes + (i % classes)] = 1;
const feeds = {
  [program.features[0]!.name]: { data: noise(batch * size * size * 3), shape: [batch, size, size, 3] },
  [targetInput]: { data: target, shape: [batch, classes] },
  [weightInput]: { data: new Float32Array(batch).fill(1), shape: [batch] },
};

let update = 0;
let loss = Number.NaN;
const value = await throughput(batch, steps, async () => {
  update++;
  loss = (await engine.train(feeds, optimizerScalars(optimizer, update, Number(options.rate)), true)).loss;
});
await engine.dispose();
report(value, { loss, note: `loss ${loss.toFixed(2)}` });
