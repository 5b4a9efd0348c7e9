/** Rates of each layer and momentum at every step, as fastai and PyTorch have them: a pipeline's text beside their numbers. */
import { resolveText } from '@tlp/language/compile-text.js';
import type { Phase } from '@tlp/language/resolve/pipeline.js';
import { describe, expect, it } from 'vitest';
import { readGolden } from '../testing/goldens.js';
import { learningRateAt, momentumAt } from './learning-rates.js';

interface Step {
  /** From the lowest group of layers to the head. */
  readonly rates: readonly number[];
  readonly momentum: number;
}

const { stepsPerEpoch, cases } = readGolden<{
  readonly stepsPerEpoch: number;
  readonly cases: Readonly<Record<string, readonly Step[]>>;
}>('schedules.json');

async function phasesOf(backbone: string, schedule: string): Promise<readonly Phase[]> {
  const text = `pipeline p {
    backbone ${backbone}
    data images("photos")
    schedule { ${schedule} }
  }`;
  const { pipelines, diagnostics } = await resolveText(text, { file: '/p.tlp' });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return pipelines[0]!.schedule.phases;
}

/** @param blocks one of each group below the head */
function stepsOf(
  { epochs, learningRate, blockRates = {}, optimizer }: Phase,
  blocks: readonly string[],
): readonly Step[] {
  const total = epochs * stepsPerEpoch;
  return Array.from({ length: total }, (_, step) => {
    const at = { step, stepsPerEpoch, total };
    const rate = learningRateAt(learningRate, at);
    const own = 'beta1' in optimizer ? optimizer.beta1 : Number.NaN;
    return {
      rates: [...blocks.map((block) => rate * (blockRates[block] ?? 1)), rate],
      momentum: momentumAt(learningRate, at) ?? own,
    };
  });
}

const whole = (rate: string, epochs = 2) =>
  `phase tune { freeze: none epochs: ${epochs} learning_rate: ${rate} }`;
const resnet = { backbone: 'resnet18', blocks: ['stem', 'layer4'] };
const other = { backbone: 'mobilenet_v2', blocks: ['block1'] };

const table = [
  {
    name: 'fine_tune of a ResNet',
    ...resnet,
    schedule: 'recipe: fine_tune(epochs: 2, rate: 4e-3, freeze_epochs: 2)',
  },
  { name: 'fine_tune of others', ...other, schedule: 'recipe: fine_tune(epochs: 2)' },
  { name: 'fit_one_cycle', ...other, schedule: whole('fit_one_cycle(1e-3, lowest: 1e-5)') },
  { name: 'fit_flat_cos', ...other, schedule: whole('flat_cosine(1e-3, lowest: 1e-5)') },
  { name: 'slice', ...resnet, schedule: whole('slice(1e-6..1e-4)', 1) },
  { name: 'slice of one number', ...resnet, schedule: whole('slice(1e-4)', 1) },
  {
    name: 'OneCycleLR',
    ...other,
    blocks: [],
    schedule: whole('one_cycle(0.1, warmup: 30%, final_divisor: 25e4, momentum: 0.85..0.95)'),
  },
];

describe('every step of', () => {
  it.each(table)('$name', async ({ name, backbone, blocks, schedule }) => {
    const phases = await phasesOf(backbone, schedule);
    const steps = phases.flatMap((phase) =>
      // A frozen block has no rate, whatever a library would give it.
      stepsOf(phase, phase.frozenLayers.length > 0 ? [] : blocks),
    );
    const expected = cases[name]!;
    expect(steps).toHaveLength(expected.length);
    steps.forEach(({ rates, momentum }, i) => {
      const { rates: all, momentum: theirs } = expected[i]!;
      const asked = all.slice(-rates.length);
      expect(rates.map((rate, group) => rate / asked[group]!)).toEqual(rates.map(() => expect.closeTo(1, 5)));
      expect(momentum).toBeCloseTo(theirs, 6);
    });
  });
});
