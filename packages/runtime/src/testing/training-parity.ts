/** For tests: training of a whole backbone agrees with PyTorch's in losses, every gradient, and weights after three steps. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Batch } from '../engines/types.js';
import { gradientMisfits, norm, relativeError } from './compare.js';
import { sample } from './formula.js';
import { type BatchNormMode, backboneGolden, type Steps } from './goldens.js';
import { type ReferenceNetwork, referenceNetwork } from './reference-network.js';
import { descent, engineOf, gradientsOf, threeSteps } from './training-numbers.js';

/** What of a golden is repeated: to build each of its trainings takes seconds. */
export interface HowMuch {
  /** Of a batch, with labels smoothed and without. */
  readonly loss: boolean;
  readonly gradients: (mode: BatchNormMode) => boolean;
  readonly steps: (steps: Steps) => boolean;
}

export const everything: HowMuch = { loss: true, gradients: () => true, steps: () => true };

/** Both modes of batch-norm, and one training with each. */
export const oneOfEach: HowMuch = {
  loss: true,
  gradients: () => true,
  steps: ({ optimizer, batchNorm }) => optimizer.kind === (batchNorm === 'frozen' ? 'sgd' : 'adamw'),
};

/** The ways back through its layers, which begin at its loss, and no training. */
export const gradientsAlone: HowMuch = { loss: false, gradients: () => true, steps: () => false };

/** Of a network without batch-norm, in which both modes are the same. */
export const withoutBatchNorm: HowMuch = {
  loss: true,
  gradients: (mode) => mode === 'frozen',
  steps: ({ optimizer }) => optimizer.kind === 'adamw',
};

/** Declares the tests of one backbone. */
export function trainingAgreesWithPyTorch(name: string, chosen: HowMuch): void {
  describe(name, () => {
    const golden = backboneGolden(name);
    // Made when its turn comes and let go: the weights of all would take gigabytes.
    let made: ReferenceNetwork | undefined;
    beforeAll(() => {
      made = referenceNetwork(name);
    });
    afterAll(() => {
      made = undefined;
    });

    const judged = chosen.loss ? [golden] : [];
    it.each(judged)('evaluates to PyTorch’s loss, labels smoothed or not', async () => {
      const network = made!;
      const { engine } = await engineOf(network, descent, 'train');
      const { losses, logits } = await engine.evaluate(network.feeds);
      const target = smoothed(network.feeds.target!, 0.1);
      const softer = await engine.evaluate({ ...network.feeds, target });
      await engine.dispose();
      expect(mean(losses)).toBeCloseTo(golden.loss, 3);
      expect(mean(softer.losses)).toBeCloseTo(golden.smoothedLoss, 3);
      expect(relativeError(logits, golden.logits)).toBeLessThan(1e-3);
    });

    const modes = (['frozen', 'train'] as const).filter(chosen.gradients).flatMap((mode) => {
      const expected = golden.gradients[mode];
      return expected ? [[mode, expected] as const] : [];
    });
    it.each(modes)('has the reference’s gradients with batch-norm %s', async (batchNorm, expected) => {
      const network = made!;
      const { tensorOf } = network;
      const { loss, gradients } = await gradientsOf(network, batchNorm);
      expect(Math.abs(loss / expected.loss - 1)).toBeLessThan(1e-3);
      expect([...gradients.keys()].map(tensorOf).sort()).toEqual(Object.keys(expected.norms).sort());
      // Where the batch normalises, rounding flips ReLUs; PyTorch's own float32 strays up to 8e-3 from its float64.
      const tolerance = batchNorm === 'frozen' ? 1e-3 : 1e-2;
      expect(gradientMisfits(gradients, expected.norms, tensorOf, tolerance)).toEqual([]);
    });

    const cases = golden.steps
      .filter(chosen.steps)
      .map((steps) => [steps.optimizer.kind, steps.batchNorm, steps] as const);
    it.each(cases)(
      'takes three steps of %s as PyTorch does, with batch-norm %s',
      async (_kind, _mode, steps) => {
        const network = made!;
        const { graph, weights, tensorOf } = network;
        const parameterOf = new Map(graph.parameters.map((p) => [tensorOf(p.name), p.name]));
        const { losses, after } = await threeSteps(network, steps);
        expect(relativeError(losses, steps.losses)).toBeLessThan(2e-3);
        const errors = Object.entries(steps.after).flatMap(([tensor, wanted]) => {
          const parameter = parameterOf.get(tensor)!;
          const before = sample(weights.get(parameter)!, wanted.length);
          const found = sample(after.get(parameter)!, wanted.length);
          const size = norm(wanted.map((value, i) => value - before[i]!)) / Math.sqrt(wanted.length);
          // Beside the step's size counts what float32 can hold of the weight.
          const error = (value: number, i: number) =>
            Math.abs(found[i]! - value) / (size + 2e-5 * Math.abs(value));
          return wanted.map((value, i) => ({
            statistic: tensor.includes('running_'),
            error: error(value, i),
          }));
        });
        const beyond = (limit: number, of = errors) =>
          of.filter(({ error }) => error > limit).length / Math.max(1, of.length);
        expect(beyond(5e-3)).toBeLessThan(0.5);
        if (steps.batchNorm === 'frozen') expect(beyond(0.02)).toBeLessThan(0.05);
        // Flipped ReLUs and the signs of gradients next to nothing set a few values apart (see above).
        else expect(beyond(0.1)).toBeLessThan(0.1);
        // A network without batch-norm has none.
        const statistics = errors.filter(({ statistic }) => statistic);
        expect(beyond(0.03, statistics)).toBeLessThan(0.03);
      },
    );
  });
}

const mean = (values: Float32Array) => values.reduce((a, b) => a + b, 0) / values.length;

/** One-hot targets `[N,classes]` with a share of the mass spread over all classes. */
const smoothed = ({ data, shape }: Batch, share: number): Batch => ({
  data: data.map((value) => value * (1 - share) + share / shape[1]!),
  shape,
});
