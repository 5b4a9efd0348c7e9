/**
 * Schedules by one word. A recipe is sugar: it stands for phases as one would write them, which `tlp explain` prints, and which a
 * phase of the same name changes.
 */
import type { Graph } from '../graph/types.js';
import { numberText } from '../number-text.js';
import { number, positive, whole } from './numbers.js';
import { optional, required } from './types.js';
import { call, oneCall } from './words.js';

/** The text of a phase's properties by their names. */
export type RecipePhase = { readonly name: string } & {
  readonly properties: Readonly<Record<string, string>>;
};

export type Recipe =
  | {
      readonly kind: 'fine_tune';
      readonly epochs: number;
      readonly rate: number;
      readonly freezeEpochs: number;
      readonly rateDivisor: number;
    }
  | {
      readonly kind: 'gradual';
      readonly epochs: number;
      readonly rate: number;
      readonly blocks: number;
      readonly every: number;
      readonly layerDecay: number;
    };

const epochs = (value: number) =>
  required(whole(1, 100_000), value, 'Epochs with nothing frozen.', `epochs: ${value}`);

const rate = optional(
  positive(10),
  2e-3,
  '2e-3',
  'The learning rate of the head while all else is frozen.',
  'rate: 2e-3',
);

export const recipes = oneCall<Recipe>('recipe', [
  call({
    name: 'fine_tune',
    doc: "fastai's `fine_tune`: the head alone, then everything at half the rate and less below the head. The phases are called `head` and `tune`.",
    example: 'fine_tune(epochs: 4)',
    parameters: {
      epochs: epochs(4),
      rate,
      freeze_epochs: optional(whole(1, 100_000), 1, '1', 'Epochs of the head alone.', 'freeze_epochs: 1'),
      rate_divisor: optional(
        number(1),
        100,
        '100',
        'The rate of the lowest blocks is that of the head divided by this.',
        'rate_divisor: 100',
      ),
    },
    means: ({ freeze_epochs, rate_divisor, ...rest }): Recipe => ({
      kind: 'fine_tune',
      ...rest,
      freezeEpochs: freeze_epochs,
      rateDivisor: rate_divisor,
    }),
  }),
  call({
    name: 'gradual',
    doc: 'Gradual unfreezing (ULMFiT, arXiv:1801.06146): the head alone, then some more blocks from the top in each phase, at last everything. The phases are called `head`, `upper1` and so on, and `tune`.',
    example: 'gradual(epochs: 2)',
    parameters: {
      epochs: epochs(2),
      rate,
      blocks: optional(whole(1), 2, '2', 'Blocks that each phase unfreezes.', 'blocks: 2'),
      every: optional(
        whole(1, 100_000),
        1,
        '1',
        'Epochs of the head alone, and of each phase before the last.',
        'every: 1',
      ),
      layer_decay: optional(
        positive(1),
        0.385,
        '0.385',
        'What each block has of the rate of the block above it.',
        'layer_decay: 0.385',
      ),
    },
    means: ({ layer_decay, ...rest }): Recipe => ({ kind: 'gradual', ...rest, layerDecay: layer_decay }),
  }),
]);

/** The `Adam` of fastai 2.8, which decouples weight decay. */
const adam = 'adamw(beta1: 0.9, beta2: 0.99, epsilon: 1e-5, weight_decay: 0.01)';

const phase = (
  name: string,
  freeze: string,
  length: number,
  learningRate: string,
  more = {},
): RecipePhase => ({
  name,
  properties: { freeze, epochs: String(length), optimizer: adam, learning_rate: learningRate, ...more },
});

/** The phases that a recipe stands for, of a backbone with these blocks. */
export function phasesOf(recipe: Recipe, blocks: Graph['blocks']): readonly RecipePhase[] {
  const { epochs: last, rate: highest } = recipe;
  const half = numberText(highest / 2);
  switch (recipe.kind) {
    // `fine_tune` of fastai 2.8 (`callback/schedule.py`).
    case 'fine_tune': {
      const lowest = numberText(highest / 2 / recipe.rateDivisor);
      return [
        phase('head', 'all', recipe.freezeEpochs, `fit_one_cycle(${numberText(highest)}, warmup: 99%)`),
        phase('tune', 'none', last, `fit_one_cycle(${half}, warmup: 30%, divisor: 5, lowest: ${lowest})`),
      ];
    }
    case 'gradual': {
      const names = blocks.map(({ name }) => name);
      const cycle = `fit_one_cycle(${half})`;
      const decay = { layer_decay: numberText(recipe.layerDecay) };
      const uppers: RecipePhase[] = [];
      for (let left = names.length - recipe.blocks; left > 0; left -= recipe.blocks) {
        const name = `upper${uppers.length + 1}`;
        uppers.push(phase(name, `..${names[left - 1]}`, recipe.every, cycle, decay));
      }
      return [
        phase('head', 'all', recipe.every, `fit_one_cycle(${numberText(highest)})`),
        ...uppers,
        phase('tune', 'none', last, cycle, decay),
      ];
    }
  }
}
