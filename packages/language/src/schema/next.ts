/** What a network that is trained on texts alone is asked for: no column answers, the texts do. */
import type { TableAnswer } from '../data/table/answer.js';
import { optional, type Spec } from './types.js';
import { choice, orNone } from './words.js';

export type NextKind = Extract<TableAnswer, { kind: 'next' }>['what'];

const kinds = choice<NextKind>({
  word: {
    means: 'word',
    doc: 'The next token, from those before it: for networks that read from left to right, such as GPT-2 and AWD-LSTM.',
  },
  masked: {
    means: 'masked',
    doc: 'Tokens that are hidden, from those on both sides: 15 % of them, anew in every epoch. For networks such as BERT.',
  },
});

export const next: Spec<NextKind | null> = optional(
  orNone(kinds, 'The data say what is right.'),
  null,
  'none',
  'What the network learns to tell of the texts themselves. Nothing needs a label.',
  'next: word',
);
