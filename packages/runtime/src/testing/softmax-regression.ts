/**
 * A training engine in plain JavaScript for a head of `pool`, `dropout` and one `dense` layer over a frozen
 * backbone: softmax regression by SGD with momentum. It lets tests of the trainer interrupt and repeat runs
 * hundreds of times.
 */
import type { CreateTrainingEngine } from '../compile/training-engine.js';
import { targetInput, weightInput } from '../compile/training-engine.js';
import type { Feeds, TrainingEngine } from '../engines/types.js';
import type { Weights } from '../weights/tensors.js';

const KERNEL = 'head/dense/kernel';
const BIAS = 'head/dense/bias';
const parameters = [KERNEL, BIAS];
const momentum = 0.9;

export const createSoftmaxRegression: CreateTrainingEngine = async (program, { phase, weights }) => {
  const variables = new Map<string, Float32Array>();
  for (const name of parameters) {
    const value = weights.get(name)!;
    variables.set(name, Float32Array.from(value));
    variables.set(`slot/momentum/${name}`, new Float32Array(value.length));
    variables.set(`accumulator/${name}`, new Float32Array(value.length));
  }
  const classes = variables.get(BIAS)!.length;
  const feature = program.features[0]!.name;
  const mask = program.masks[0]?.name;

  function forward(feeds: Feeds, training: boolean) {
    const { data, shape } = feeds[feature]!;
    const drop = training && mask !== undefined ? feeds[mask]!.data : undefined;
    const x = drop ? data.map((value, i) => value * drop[i]!) : data;
    const [rows, width] = [shape[0]!, shape[1]!];
    const kernel = variables.get(KERNEL)!;
    const bias = variables.get(BIAS)!;
    const logits = new Float32Array(rows * classes);
    for (let n = 0; n < rows; n++) {
      for (let k = 0; k < classes; k++) {
        let sum = bias[k]!;
        for (let d = 0; d < width; d++) sum += x[n * width + d]! * kernel[d * classes + k]!;
        logits[n * classes + k] = sum;
      }
    }
    const probabilities = logits.map((_, i) => {
      const row = logits.subarray(Math.floor(i / classes) * classes, (Math.floor(i / classes) + 1) * classes);
      const max = Math.max(...row);
      return Math.exp(logits[i]! - max) / row.reduce((sum, z) => sum + Math.exp(z - max), 0);
    });
    const target = feeds[targetInput]!.data;
    const losses = Float32Array.from({ length: rows }, (_, n) => {
      let loss = 0;
      for (let k = 0; k < classes; k++) {
        const p = probabilities[n * classes + k]!;
        if (target[n * classes + k]! > 0) loss -= target[n * classes + k]! * Math.log(Math.max(p, 1e-38));
      }
      return loss;
    });
    return { x, rows, width, logits, probabilities, target, losses };
  }

  const engine: TrainingEngine = {
    name: 'portable',
    async train(feeds, scalars, update) {
      const { x, rows, width, logits, probabilities, target, losses } = forward(feeds, true);
      const weight = feeds[weightInput]!.data;
      const kernel = variables.get(`accumulator/${KERNEL}`)!;
      const bias = variables.get(`accumulator/${BIAS}`)!;
      for (let n = 0; n < rows; n++) {
        for (let k = 0; k < classes; k++) {
          const at = n * classes + k;
          const error = ((probabilities[at]! - target[at]!) * weight[n]!) / rows;
          bias[k]! += error;
          for (let d = 0; d < width; d++) kernel[d * classes + k]! += error * x[n * width + d]!;
        }
      }
      if (update) {
        for (const name of parameters) {
          const [value, slot, sum] = [name, `slot/momentum/${name}`, `accumulator/${name}`].map(
            (key) => variables.get(key)!,
          ) as [Float32Array, Float32Array, Float32Array];
          for (let i = 0; i < value.length; i++) {
            slot[i] = momentum * slot[i]! + sum[i]! / phase.accumulate;
            value[i]! -= scalars.learning_rate! * slot[i]!;
          }
          sum.fill(0);
        }
      }
      const loss = losses.reduce((sum, value, n) => sum + value * weight[n]!, 0) / rows;
      return { loss, logits };
    },
    async evaluate(feeds) {
      const { losses, logits } = forward(feeds, false);
      return { losses, logits };
    },
    read: async () => new Map([...variables].map(([name, value]) => [name, Float32Array.from(value)])),
    async write(values: Weights) {
      for (const [name, value] of variables) value.set(values.get(name)!);
    },
    dispose: async () => undefined,
  };
  return engine;
};
