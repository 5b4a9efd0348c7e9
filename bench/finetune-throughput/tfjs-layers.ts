/**
 * Eager tfjs-layers on tfjs-node: MobileNetV2 as tfjs-layers has its layers, and `trainOnBatch`. Batch-norm normalises
 * by the batch, whatever `trainable` says.
 */
import { loadTensorFlow } from '@tlp/runtime/native/load.js';
import { noise, readOptions, report, throughput } from '../lib/ours.js';

const options = readOptions('steps', 'batch', 'size', 'classes');
const [steps, batch, size, classes] = [options.steps, options.batch, options.size, options.classes].map(
  Number,
) as [number, number, number, number];
const tf = await loadTensorFlow();
type Value = ReturnType<typeof tf.input>;

/** Expansion, filters, repeats and stride of the stages: Sandler et al. 2018, table 2. */
const stages = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
] as const;

const norm = (x: Value, activation = true): Value => {
  const y = tf.layers.batchNormalization({}).apply(x);
  return (activation ? tf.layers.reLU({ maxValue: 6 }).apply(y) : y) as Value;
};
const conv = (x: Value, filters: number, kernelSize = 1, strides = 1): Value =>
  tf.layers
    .conv2d({ filters, kernelSize, strides, padding: 'same', useBias: false, kernelInitializer: 'heNormal' })
    .apply(x) as Value;
const depthwise = (x: Value, strides: number): Value =>
  tf.layers
    .depthwiseConv2d({
      kernelSize: 3,
      strides: [strides, strides],
      padding: 'same',
      useBias: false,
      depthwiseInitializer: 'heNormal',
    })
    .apply(x) as Value;

const input = tf.input({ shape: [size, size, 3] });
let x = norm(conv(input, 32, 3, 2));
for (const [expansion, filters, repeats, stride] of stages) {
  for (let i = 0; i < repeats; i++) {
    const strides = i === 0 ? stride : 1;
    const channels = x.shape[3]!;
    let y = expansion === 1 ? x : norm(conv(x, channels * expansion));
    y = norm(depthwise(y, strides));
    y = norm(conv(y, filters), false);
    x = strides === 1 && channels === filters ? (tf.layers.add().apply([x, y]) as Value) : y;
  }
}
x = norm(conv(x, 1280));
x = tf.layers.globalAveragePooling2d({}).apply(x) as Value;
const logits = tf.layers.dense({ units: classes, activation: 'softmax' }).apply(x) as Value;
const model = tf.model({ inputs: input, outputs: logits });
model.compile({ optimizer: tf.train.adam(1e-4), loss: 'sparseCategoricalCrossentropy' });

const images = tf.tensor4d(noise(batch * size * size * 3), [batch, size, size, 3]);
const labels = tf.tensor1d(Array.from({ length: batch }, (_, i) => i % classes));
let loss = Number.NaN;
// Nothing is compiled or chosen by trial here: one step is enough to warm up.
const trainStep = async () => {
  loss = (await model.trainOnBatch(images, labels)) as number;
};
const value = await throughput(batch, steps, trainStep, 1);
report(value, { loss, note: `loss ${loss.toFixed(2)}` });
