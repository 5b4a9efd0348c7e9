/** Language modelling: the tokens of a text from the others. */
import type { MetricsDetails } from '../run/metrics.js';
import { next } from '../schema/next.js';
import type { TaskDefinition } from './definition.js';

export const languageModel = {
  name: 'language_model',
  of: 'text',
  title: 'language modelling',
  predicts: 'the tokens of the texts themselves',
  question: (of) => `How likely is each token of ${of}?`,
  answer: {
    name: 'next',
    spec: next,
    read: (value) => (value === 'word' || value === 'masked' ? { kind: 'next', what: value } : undefined),
    write: (answer) => (answer.kind === 'next' ? answer.what : null),
  },
  units: null,
  losses: ['cross_entropy'],
  loss: { kind: 'cross_entropy' },
  metrics: [
    {
      name: 'perplexity',
      title: 'perplexity',
      better: 'lower',
      form: 'number',
      doc: 'Among how many equally likely tokens the network as good as guesses: e to the power of the loss.',
    },
    {
      name: 'token_accuracy',
      title: 'token accuracy',
      better: 'higher',
      form: 'percent',
      doc: 'Share of the tokens that are the likeliest by the network.',
    },
  ],
  balances: ['none'],
  solvers: [],
} as const satisfies TaskDefinition;

export interface LanguageModelDetails extends MetricsDetails {
  readonly task: 'language_model';
  /** How many were judged. */
  readonly tokens: number;
}
