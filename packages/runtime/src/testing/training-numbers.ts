/** Trains a whole backbone of formula weights, for tests and `npm run parity`. */
import { cutNetwork, type PhaseProgram } from '@tlp/language/graph/cut.js';
import type { Optimizer } from '@tlp/language/resolve/pipeline.js';
import { createTrainingEngine } from '../compile/create-training-engine.js';
import { optimizerScalars } from '../compile/optimizers/scalars.js';
import type { TrainingEngineOptions } from '../compile/training-engine.js';
import { crossEntropyLoss } from '../tasks/classification/loss.js';
import type { AddLoss } from '../tasks/task-loss.js';
import { relativeError, stepMisfit } from './compare.js';
import type { AdamSteps, BatchNormMode, Steps } from './goldens.js';
import type { ReferenceNetwork } from './reference-network.js';

/** A network with its weights and a batch. */
export type TrainedNetwork = Pick<ReferenceNetwork, 'graph' | 'weights' | 'feeds'> & {
  /** Where not the whole network is trained; the feeds are those of this program then. */
  readonly program?: PhaseProgram;
  /** Defaults to the cross-entropy of one class. */
  readonly addLoss?: AddLoss;
};

/** Plain descent: what one step takes off are the gradients. */
export const descent = { kind: 'sgd', momentum: 0, nesterov: false, weightDecay: 0 } as const;

type RateFactors = TrainingEngineOptions['phase']['rateFactors'];

export async function engineOf(
  network: TrainedNetwork,
  optimizer: Optimizer,
  batchNorm: BatchNormMode,
  rateFactors: RateFactors = {},
) {
  const program = network.program ?? cutNetwork(network.graph, { frozenLayers: new Set(), batchNorm });
  const phase = { optimizer, clipNorm: null, accumulate: 1, rateFactors };
  const engine = await createTrainingEngine(program, {
    phase,
    weights: network.weights,
    engine: 'tensorflow',
    addLoss: network.addLoss ?? crossEntropyLoss,
  });
  return { program, engine };
}

/** Gradients by parameter: what one step of plain descent takes off, at a rate so high that rounding is small. */
export async function gradientsOf(network: TrainedNetwork, batchNorm: BatchNormMode) {
  const rate = 1024;
  const { program, engine } = await engineOf(network, descent, batchNorm);
  const { loss } = await engine.train(network.feeds, optimizerScalars(descent, 1, rate), true);
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

/** The steps of a golden that AdamW took. */
export function adamwSteps(
  network: TrainedNetwork,
  { rate, epsilon, weightDecay, losses }: AdamSteps,
  rateFactors: RateFactors = {},
) {
  const optimizer = { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon, weightDecay } as const;
  return threeSteps(network, { optimizer, rate, batchNorm: 'frozen', losses, rateFactors });
}

/**
 * The same beside what the golden has of them: how far the losses are, how many parameters were compared, and those that are elsewhere.
 * @param room for a parameter's distance beside what rounding explains, see {@link stepMisfit}
 */
export async function comparedSteps(
  network: TrainedNetwork & Pick<ReferenceNetwork, 'tensorOf'>,
  steps: AdamSteps,
  room: number,
) {
  const { losses, after } = steps;
  const seen = await adamwSteps(network, steps);
  const trained = network.graph.parameters.filter((p) => Object.hasOwn(after, network.tensorOf(p.name)));
  return {
    lossError: relativeError(seen.losses, losses),
    compared: trained.length,
    misfits: trained.flatMap(({ name }) =>
      stepMisfit(name, [network.weights, seen.after], after[network.tensorOf(name)]!, room),
    ),
  };
}

export async function threeSteps(
  network: TrainedNetwork,
  {
    optimizer,
    rate,
    batchNorm,
    losses,
    rateFactors,
  }: Omit<Steps, 'after'> & { readonly rateFactors?: RateFactors },
) {
  const { engine } = await engineOf(network, optimizer, batchNorm, rateFactors);
  const seen: number[] = [];
  for (let step = 1; step <= losses.length; step++) {
    seen.push((await engine.train(network.feeds, optimizerScalars(optimizer, step, rate), true)).loss);
  }
  const after = await engine.read();
  await engine.dispose();
  return { losses: seen, after };
}
