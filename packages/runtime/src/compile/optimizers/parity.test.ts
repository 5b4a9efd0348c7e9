/** Three steps of every optimizer agree with PyTorch's and Keras's, on a small dense model. */

import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { cutNetwork } from '@tlp/language/graph/cut.js';
import { buildHead } from '@tlp/language/graph/network.js';
import { float32 } from '@tlp/language/graph/shape.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { describe, expect, it } from 'vitest';
import { crossEntropyLoss } from '../../tasks/classification/loss.js';
import { formulaLabels, formulaTensor, signed } from '../../testing/formula.js';
import { type OptimizerGolden, optimizerGolden } from '../../testing/goldens.js';
import { targetFeeds } from '../../testing/reference-network.js';
import { shapeInFile, toGraphLayout } from '../../weights/transpose.js';
import { createTrainingEngine } from '../create-training-engine.js';
import { stepScalars } from '../step-scalars.js';
import { averageName } from '../variables.js';

const golden = optimizerGolden();
type Case = OptimizerGolden['cases'][number];

/** `features[N,inputs] -> dense(units, relu) -> dense(classes)`. */
function denseNetwork(): Graph {
  const b = new GraphBuilder();
  const features = b.input('features', float32('batch', golden.inputs));
  const head = [
    { kind: 'dense', units: golden.units, activation: 'relu' },
    { kind: 'dense', units: 'classes', activation: null },
  ] as const;
  return b.finish([b.block('head', () => buildHead(b, { features }, head, golden.classes))]);
}

/** `head/dense_2/kernel` is `dense_2.weight` in the golden. */
const tensorOf = (parameter: string) =>
  parameter.replace('head/', '').replace('/kernel', '.weight').replace('/bias', '.bias');

const graph = denseNetwork();
const weights = new Map(
  graph.parameters.map(({ name, shape, role }) => {
    const transpose = role === 'kernel' ? 'oi' : 'none';
    const { data } = formulaTensor(tensorOf(name), shapeInFile(shape, { transpose }));
    return [name, toGraphLayout(data, shape, { transpose })];
  }),
);

/** The n-th batch of features and labels. */
function batchOf(feature: string, n: number, count: number, { labelSmoothing, weighted }: Case) {
  const { batch, inputs, classes } = golden;
  const features = signed('features', count * batch * inputs, 1);
  const labels = formulaLabels(count * batch, classes).slice(n * batch, (n + 1) * batch);
  const data = features.slice(n * batch * inputs, (n + 1) * batch * inputs);
  return {
    [feature]: { data, shape: [batch, inputs] },
    ...targetFeeds(labels, classes, {
      smoothing: labelSmoothing,
      ...(weighted ? { weights: signed('example_weight', batch, 0.5, 1) } : {}),
    }),
  };
}

async function train(kind: 'tensorflow' | 'portable', given: Case) {
  const { optimizer, clipNorm, accumulate, average, rates, momenta } = given;
  const program = cutNetwork(graph, { frozenLayers: new Set(), batchNorm: 'frozen' });
  const phase = { optimizer, clipNorm, accumulate, ...(average && { average }) };
  const engine = await createTrainingEngine(program, {
    phase,
    weights,
    engine: kind,
    addLoss: crossEntropyLoss,
  });
  const losses: number[] = [];
  const batches = rates.length * accumulate;
  for (let n = 0; n < batches; n++) {
    const step = Math.floor(n / accumulate);
    const scalars = stepScalars(phase, step + 1, rates[step]!, momenta?.[step]);
    const last = (n + 1) % accumulate === 0;
    losses.push(
      (await engine.train(batchOf(program.features[0]!.name, n, batches, given), scalars, last)).loss,
    );
  }
  const after = await engine.read();
  await engine.dispose();
  return { losses, after };
}

const describeCase = ({ reference, optimizer, rates, clipNorm, accumulate, weighted, average }: Case) =>
  [
    `${reference} ${JSON.stringify(optimizer)} at ${rates}`,
    ...(clipNorm === null ? [] : [`clipped to ${clipNorm}`]),
    ...(accumulate === 1 ? [] : [`every ${accumulate} batches`]),
    ...(average ? [`averaged by ${JSON.stringify(average)}`] : []),
    ...(weighted ? ['smoothed labels, weighed examples'] : []),
  ].join(', ');

describe.each(['tensorflow', 'portable'] as const)('on %s', (kind) => {
  it.each(golden.cases.map((c) => [describeCase(c), c] as const))('steps as %s', async (_, given) => {
    const { losses, after } = await train(kind, given);
    losses.forEach((loss, i) => void expect(loss).toBeCloseTo(given.losses[i]!, 4));
    for (const { name } of graph.parameters) {
      const expected = given.after[tensorOf(name)]!;
      const gap = Math.max(...expected.map((value, i) => Math.abs(value - after.get(name)![i]!)));
      // Adaptive steps blow up what rounding leaves of a vanishing gradient; they are 0.01 and more a step.
      expect(gap, name).toBeLessThan(2e-4);
      const averaged = given.averaged?.[tensorOf(name)];
      const average = after.get(averageName(name));
      expect(average === undefined).toBe(averaged === undefined);
      averaged?.forEach((value, i) => void expect(average![i]).toBeCloseTo(value, 4));
    }
  });
});
