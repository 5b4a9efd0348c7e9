/** Pairs are learned as Sentence Transformers does, though each text is embedded once: `tools/goldens/contrast.py`. */
import { cosinesNetwork } from '@tlp/language/graph/contrast.js';
import { expect, it } from 'vitest';
import { createTrainingEngine } from '../compile/create-training-engine.js';
import { optimizerScalars } from '../compile/optimizers/scalars.js';
import { gradientMisfits, relativeError, stepMisfit } from '../testing/compare.js';
import { type AdamSteps, readGolden } from '../testing/goldens.js';
import { fedTexts, folderCard, folderGolden, folderNetwork } from '../testing/huggingface-folder.js';
import { adamwSteps, descent, engineOf, gradientsOf } from '../testing/training-numbers.js';
import { contrastLoss, pairFeeds } from './loss.js';

interface Golden {
  readonly pairs: readonly (readonly [number, number, number])[];
  /** Norms. */
  readonly gradients: Readonly<Record<string, number>>;
  readonly steps: AdamSteps;
}

const golden = readGolden<Golden>('contrast.json');

/** The small BERT under a pool and dropout, which pairs know nothing of; three texts. */
async function network() {
  const { graph, weights, tensorOf } = await folderNetwork('bert', folderCard('bert'), [
    { kind: 'pool', mode: 'average' },
    { kind: 'dropout', rate: 0.5 },
    { kind: 'dense', units: 'classes', activation: null },
  ]);
  const pairs = golden.pairs.map(([a, b, label]) => ({ a, b, same: label === 1 }));
  const feeds = { ...fedTexts(folderGolden('bert').inputs), ...pairFeeds(pairs, 3) };
  return { graph: cosinesNetwork(graph), weights, feeds, tensorOf, addLoss: contrastLoss };
}

it('has the loss and the gradients of CosineSimilarityLoss', async () => {
  const bert = await network();
  const { loss, gradients } = await gradientsOf(bert, 'frozen');
  expect(loss).toBeCloseTo(golden.steps.losses[0]!, 5);
  expect([...gradients.keys()].map(bert.tensorOf).sort()).toEqual(Object.keys(golden.gradients).sort());
  expect(gradientMisfits(gradients, golden.gradients, bert.tensorOf, 1e-3)).toEqual([]);
});

it('takes three steps of AdamW as PyTorch does', async () => {
  const bert = await network();
  const { rate, losses, after } = golden.steps;
  const seen = await adamwSteps(bert, golden.steps);
  expect(relativeError(seen.losses, losses)).toBeLessThan(1e-3);
  const misfits = bert.graph.parameters.flatMap(({ name }) =>
    stepMisfit(name, [bert.weights, seen.after], after[bert.tensorOf(name)]!, 1e-2 * rate),
  );
  expect(misfits).toEqual([]);
});

it('is the same on the portable engine', async () => {
  const bert = await network();
  const { program, engine } = await engineOf(bert, descent, 'frozen');
  const phase = { optimizer: descent, clipNorm: null, accumulate: 1 };
  const portable = await createTrainingEngine(program, {
    phase,
    weights: bert.weights,
    engine: 'portable',
    addLoss: contrastLoss,
  });
  for (const one of [engine, portable]) {
    const { loss } = await one.train(bert.feeds, optimizerScalars(descent, 1, 0.01), true);
    expect(loss).toBeCloseTo(golden.steps.losses[0]!, 5);
  }
  const [ours, theirs] = [await engine.read(), await portable.read()];
  for (const name of program.trained)
    expect(relativeError(ours.get(name)!, theirs.get(name)!)).toBeLessThan(1e-5);
  await engine.dispose();
  await portable.dispose();
});
