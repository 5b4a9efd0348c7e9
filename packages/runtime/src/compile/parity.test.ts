/** Training of the whole backbones agrees with PyTorch's: losses, every gradient, weights after three steps. */
import { backbones } from '@tlp/language/backbones/catalogue.js';
import { cutNetwork } from '@tlp/language/graph/cut.js';
import type { Optimizer } from '@tlp/language/resolve/pipeline.js';
import { describe, expect, it } from 'vitest';
import { norm, relativeError } from '../testing/compare.js';
import { sample } from '../testing/formula.js';
import type { BatchNormMode, Steps } from '../testing/goldens.js';
import { type ReferenceNetwork, referenceNetwork, targetFeeds } from '../testing/reference-network.js';
import { createTrainingEngine } from './create-training-engine.js';
import { optimizerScalars } from './optimizers/scalars.js';

type Kind = 'tensorflow' | 'portable';

async function engineOf(
  network: ReferenceNetwork,
  kind: Kind,
  optimizer: Optimizer,
  batchNorm: BatchNormMode,
) {
  const program = cutNetwork(network.graph, { frozenLayers: new Set(), batchNorm });
  const phase = { optimizer, clipNorm: null, accumulate: 1 };
  const engine = await createTrainingEngine(program, { phase, weights: network.weights, engine: kind });
  return { program, engine };
}

/** Gradients by parameter: what one step of plain descent takes off, at a rate so high that rounding is small. */
async function gradientsOf(network: ReferenceNetwork, kind: Kind, batchNorm: BatchNormMode) {
  const optimizer = { kind: 'sgd', momentum: 0, nesterov: false, weightDecay: 0 } as const;
  const rate = 1024;
  const { program, engine } = await engineOf(network, kind, optimizer, batchNorm);
  const { loss } = await engine.train(network.feeds, optimizerScalars(optimizer, 1, rate), true);
  const after = await engine.read();
  await engine.dispose();
  const gradients = new Map(
    program.trained.map((name) => {
      const [before, now] = [network.weights.get(name)!, after.get(name)!];
      return [name, before.map((value, i) => (value - now[i]!) / rate)];
    }),
  );
  return { loss, gradients };
}

async function threeSteps(
  network: ReferenceNetwork,
  kind: Kind,
  { optimizer, rate, batchNorm, losses }: Steps,
) {
  const { engine } = await engineOf(network, kind, optimizer, batchNorm);
  const seen: number[] = [];
  for (let step = 1; step <= losses.length; step++) {
    seen.push((await engine.train(network.feeds, optimizerScalars(optimizer, step, rate), true)).loss);
  }
  const after = await engine.read();
  await engine.dispose();
  return { losses: seen, after };
}

describe.each(backbones)('$name', ({ name }) => {
  const network = referenceNetwork(name);
  const { golden, graph, weights, tensorOf } = network;
  const parameterOf = new Map(graph.parameters.map((p) => [tensorOf(p.name), p.name]));

  it.each(['tensorflow', 'portable'] as const)('evaluates to PyTorch’s loss on %s', async (kind) => {
    const optimizer = { kind: 'sgd', momentum: 0, nesterov: false, weightDecay: 0 } as const;
    const { engine } = await engineOf(network, kind, optimizer, 'train');
    const smoothed = targetFeeds([], 0);
    const { losses, logits } = await engine.evaluate({ ...network.feeds, ...smoothed, ...network.feeds });
    await engine.dispose();
    expect(losses.reduce((a, b) => a + b, 0) / losses.length).toBeCloseTo(golden.loss, 3);
    expect(relativeError(logits, golden.logits)).toBeLessThan(1e-3);
  });

  it.each([
    ['tensorflow', 'frozen'],
    ['tensorflow', 'train'],
    ['portable', 'frozen'],
    ['portable', 'train'],
  ] as const)('has PyTorch’s gradients on %s with batch-norm %s', async (kind, batchNorm) => {
    const { loss, gradients } = await gradientsOf(network, kind, batchNorm);
    const expected = golden.gradients[batchNorm];
    expect(Math.abs(loss / expected.loss - 1)).toBeLessThan(1e-3);
    expect([...gradients.keys()].map(tensorOf).sort()).toEqual(Object.keys(expected.norms).sort());
    const largest = Math.max(...Object.values(expected.norms));
    const misfits = [...gradients].flatMap(([parameter, gradient]) => {
      const wanted = expected.norms[tensorOf(parameter)]!;
      const found = norm(gradient);
      // An offset before a batch-norm that trains has no gradient but rounding errors.
      return Math.abs(found - wanted) <= 1e-3 * wanted + 1e-6 * largest ? [] : [{ parameter, found, wanted }];
    });
    expect(misfits).toEqual([]);
  });

  const cases = golden.steps.map((steps) => [steps.optimizer.kind, steps.batchNorm, steps] as const);
  it.each(cases)(
    'takes three steps of %s as PyTorch does, with batch-norm %s',
    async (_kind, _mode, steps) => {
      const { losses, after } = await threeSteps(network, 'tensorflow', steps);
      expect(relativeError(losses, steps.losses)).toBeLessThan(1e-3);
      for (const [tensor, wanted] of Object.entries(steps.after)) {
        const parameter = parameterOf.get(tensor)!;
        const before = sample(weights.get(parameter)!, wanted.length);
        const found = sample(after.get(parameter)!, wanted.length);
        const moved = (values: readonly number[]) => values.map((value, i) => value - before[i]!);
        console.log(
          name,
          steps.optimizer.kind,
          steps.batchNorm,
          tensor,
          relativeError(moved(found), moved(wanted)).toExponential(1),
          norm(moved(wanted)).toExponential(1),
        );
      }
    },
  );
});
