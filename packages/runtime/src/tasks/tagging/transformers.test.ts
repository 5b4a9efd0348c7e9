/** A tiny `BertForTokenClassification` of Transformers; see `tools/goldens/tagging.py`. */
import { beforeAll, expect, test } from 'vitest';
import { targetInput, weightInput } from '../../compile/training-engine.js';
import { unread } from '../../data/places.js';
import { createInferenceEngine } from '../../engines/create-inference-engine.js';
import { gradientMisfits, relativeError, stepMisfit } from '../../testing/compare.js';
import { type AdamSteps, readGolden } from '../../testing/goldens.js';
import { fedTexts, folderCard, folderGolden, folderNetwork } from '../../testing/huggingface-folder.js';
import { adamwSteps, gradientsOf, type TrainedNetwork } from '../../testing/training-numbers.js';
import { tokenCrossEntropy } from './loss.js';
import { tokenTargets } from './targets.js';

interface NetworkGolden {
  readonly labels: readonly (readonly number[])[];
  readonly logits: readonly number[];
  readonly loss: number;
  readonly gradients: Readonly<Record<string, number>>;
  readonly steps: AdamSteps;
}

const golden = readGolden<{ readonly network: NetworkGolden }>('tagging.json').network;

let network: TrainedNetwork & { readonly tensorOf: (parameter: string) => string };
beforeAll(async () => {
  const head = [{ kind: 'dense', units: 'tags', activation: null }] as const;
  const folder = await folderNetwork('bert', folderCard('bert'), head, 'classifier');
  // The words begin where Transformers has labels; one more, which is cut off, counts for nothing.
  const places = golden.labels.map((row) =>
    Int32Array.from([...row.flatMap((label, place) => (label < 0 ? [] : [place])), unread.cut]),
  );
  const targets = golden.labels.map((row) => [...row.filter((label) => label >= 0), 0]);
  const judged = targets.flat().length - targets.length;
  const feeds = {
    ...folder.feeds,
    [targetInput]: tokenTargets(targets, { tokens: golden.labels[0]!.length, places }),
    [weightInput]: {
      data: new Float32Array(targets.length).fill(targets.length / judged),
      shape: [targets.length],
    },
  };
  network = { ...folder, feeds, addLoss: tokenCrossEntropy };
});

test.each(['portable', 'tensorflow', 'onnx'] as const)(
  'has the logits of Transformers, on %s',
  async (engine) => {
    const session = await createInferenceEngine(network.graph, network.weights, { engine });
    const [logits] = await session.run(fedTexts(folderGolden('bert').inputs));
    await session.dispose();
    // What stands at padding means nothing.
    const { attention_mask: mask } = folderGolden('bert').inputs;
    const classes = golden.logits.length / mask.flat().length;
    const seen = (values: ArrayLike<number>) =>
      Array.from(values).filter((_, i) => mask.flat()[Math.floor(i / classes)] === 1);
    expect(relativeError(seen(logits!), seen(golden.logits))).toBeLessThan(1e-4);
  },
);

test('has the loss and the gradients of Transformers, where only first pieces count', async () => {
  const { loss, gradients } = await gradientsOf(network, 'frozen');
  expect(Math.abs(loss / golden.loss - 1)).toBeLessThan(1e-4);
  expect([...gradients.keys()].map(network.tensorOf).sort()).toEqual(Object.keys(golden.gradients).sort());
  expect(gradientMisfits(gradients, golden.gradients, network.tensorOf, 1e-3)).toEqual([]);
});

test('takes three steps of AdamW as PyTorch does', async () => {
  const { rate, losses, after } = golden.steps;
  const seen = await adamwSteps(network, golden.steps);
  expect(relativeError(seen.losses, losses)).toBeLessThan(1e-3);
  const misfits = [...network.weights.keys()].flatMap((parameter) => {
    const wanted = after[network.tensorOf(parameter)];
    if (!wanted) return [{ parameter }];
    return stepMisfit(parameter, [network.weights, seen.after], wanted, 1e-2 * rate);
  });
  expect(misfits).toEqual([]);
});
