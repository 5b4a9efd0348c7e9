import { cutNetwork } from '@tlp/language/graph/cut.js';
import { buildNetwork } from '@tlp/language/graph/network.js';
import { concrete } from '@tlp/language/graph/shape.js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Feeds, TrainingEngine } from '../engines/types.js';
import { loadTensorFlow } from '../native/load.js';
import { crossEntropyLoss } from '../tasks/classification/loss.js';
import { closeTo } from '../testing/close-to.js';
import { tinyBackbone } from '../testing/tiny-backbone.js';
import { drawMask } from '../train/masks.js';
import { initializeParameters } from '../weights/initialize.js';
import { createTrainingEngine } from './create-training-engine.js';
import { optimizerScalars } from './optimizers/scalars.js';
import { targetInput, weightInput } from './training-engine.js';

beforeAll(async () => {
  await loadTensorFlow();
});

const classes = 3;
const network = buildNetwork(
  tinyBackbone,
  16,
  [
    { kind: 'pool', mode: 'average' },
    { kind: 'dropout', rate: 0.25 },
    { kind: 'dense', units: 'classes', activation: null },
  ],
  classes,
);
const program = cutNetwork(network, { frozenLayers: new Set(), batchNorm: 'frozen' });
const optimizer = { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.1 } as const;

function feedsOf(batch: number, step: number): Feeds {
  const drawn = [...program.features, ...program.masks].map(({ name, type }) => {
    const shape = concrete(type.shape, { batch });
    const data = drawMask(
      shape.reduce((n, d) => n * d, 1),
      0.25,
      'in-parts',
      name,
      step,
    );
    return [name, { data, shape }];
  });
  const target = new Float32Array(batch * classes);
  for (let i = 0; i < batch; i++) target[i * classes + ((i + step) % classes)] = 1;
  const weight = Float32Array.from({ length: batch }, (_, i) => 0.5 + i / batch);
  return {
    ...Object.fromEntries(drawn),
    [targetInput]: { data: target, shape: [batch, classes] },
    [weightInput]: { data: weight, shape: [batch] },
  };
}

/** Steps of batches of 7, 7 and 4 examples, of which two make an update where gradients accumulate. */
async function trained(engine: TrainingEngine, accumulate: number) {
  const results = [];
  for (const [i, batch] of [7, 7, 4].entries()) {
    const update = i === 2 || (i + 1) % accumulate === 0;
    const scalars = optimizerScalars(optimizer, 1 + Math.floor(i / accumulate), 0.01);
    results.push(await engine.train(feedsOf(batch, i), scalars, update));
  }
  const evaluated = await engine.evaluate(feedsOf(7, 9));
  const variables = await engine.read();
  await engine.dispose();
  return { results, evaluated, variables };
}

describe.each(['tensorflow', 'portable'] as const)('on the %s engine', (engine) => {
  it.each([
    { atOnce: 3, accumulate: 1, clipNorm: null },
    { atOnce: 1, accumulate: 1, clipNorm: 0.5 },
    { atOnce: 2, accumulate: 2, clipNorm: null },
    { atOnce: 5, accumulate: 2, clipNorm: 0.5 },
  ])('a batch in parts is the whole batch: %j', async ({ atOnce, accumulate, clipNorm }) => {
    const options = {
      phase: { optimizer, clipNorm, accumulate },
      weights: initializeParameters(network.parameters, 1),
      engine,
      addLoss: crossEntropyLoss,
    };
    const whole = await trained(await createTrainingEngine(program, options), accumulate);
    const parts = await trained(await createTrainingEngine(program, { ...options, atOnce }), accumulate);
    whole.results.forEach(({ loss, logits, gradientNorm }, i) => {
      expect(parts.results[i]!.loss).toBeCloseTo(loss, 5);
      closeTo(parts.results[i]!.logits, logits, 1e-4);
      if (gradientNorm === undefined) expect(parts.results[i]!.gradientNorm).toBeUndefined();
      else closeTo([parts.results[i]!.gradientNorm!], [gradientNorm], 1e-4);
    });
    closeTo(parts.evaluated.losses, whole.evaluated.losses, 1e-4);
    closeTo(parts.evaluated.logits, whole.evaluated.logits, 1e-4);
    for (const { name } of network.parameters) {
      closeTo(parts.variables.get(name)!, whole.variables.get(name)!, 1e-4);
    }
  });
});
