/** What `tlp sweep` tries beside the values of a pipeline: how many trials, and when they end. */
import { duration } from './duration.js';
import { numberRange, whole } from './numbers.js';
import { type BlockSpec, derived, optional, required, type Word } from './types.js';
import { call, choice, oneCall, orNone } from './words.js';

/** How the weights of several trials become one. */
export interface Soup {
  readonly kind: 'soup';
  readonly order: 'greedy';
}

const soups = oneCall<Soup>('average', [
  call({
    name: 'soup',
    doc: 'The average of the weights of several trials (Wortsman et al. 2022, arXiv:2203.05482). It takes no more time to predict than one of them.',
    example: 'soup(greedy)',
    parameters: {
      order: optional(
        choice({
          greedy: {
            means: 'greedy',
            doc: 'From the best trial on, each is taken in if the average is then no worse on the validation split.',
          },
        }),
        'greedy',
        'greedy',
        'Which trials are averaged.',
        'greedy',
      ),
    },
    means: (values): Soup => ({ kind: 'soup', ...values }),
  }),
]);

export const sweepBlock = {
  name: 'sweep',
  doc: 'What `tlp sweep` tries: values of the pipeline by their paths, as `--set` takes them. The trial that is best on the validation split wins; `tlp run` trains the pipeline as it stands.',
  example: 'sweep {\n  schedule.tune.learning_rate: log(1e-5..1e-3)\n  data.batch: 16, 32\n  trials: 20\n}',
  properties: {
    trials: derived(
      whole(1, 1000),
      'every combination, where all that is tried is listed',
      'How many trials there are. Their values are drawn; a list that is shorter is tried whole.',
      'trials: 20',
    ),
    stop: optional(
      orNone(
        choice({
          halving: {
            means: 'halving' as const,
            doc: 'Successive halving (arXiv:1502.07943): all trials train some epochs, the better half goes on for twice as many, and so on. A trial that goes on does so from its checkpoint.',
          },
        }),
        'Every trial is trained to its end.',
      ),
      null,
      'none',
      'When trials that do worse are given up.',
      'stop: halving',
    ),
    budget: derived(
      duration,
      'as long as they take',
      'What all trials may take together. Those that do not fit, by the times that `tlp plan` measures, are not begun.',
      'budget: 5min',
    ),
    average: optional(
      orNone(soups, 'The trials stay apart.'),
      null,
      'none',
      'What is made of the weights of the trials when all are trained: one more run, whose weights are an average.',
      'average: soup(greedy)',
    ),
  },
} satisfies BlockSpec;

const ends = (example: string) => ({
  range: required(
    numberRange('', { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY }),
    [0, 1] as const,
    'The lowest and the highest number, in the unit that the value has.',
    example,
  ),
});

/** How a range of numbers is drawn from. */
export const scales = ['log', 'linear'] as const;

export const scaleWords: readonly Word[] = [
  {
    name: 'log',
    doc: 'Draws by equal factors between two numbers above 0: for learning rates and decays.',
    example: 'log(1e-5..1e-3)',
    parameters: ends('1e-5..1e-3'),
  },
  {
    name: 'linear',
    doc: 'Draws evenly between two numbers.',
    example: 'linear(0..0.3)',
    parameters: ends('0..0.3'),
  },
];
