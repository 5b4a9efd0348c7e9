/** A tag for each word: named entities, or parts of speech. */
import type { TagScheme } from '../data/tags/scheme.js';
import type { MetricsDetails } from '../run/metrics.js';
import { type Tags, tags } from '../schema/tags.js';
import { optional } from '../schema/types.js';
import { orNone } from '../schema/words.js';
import type { TaskDefinition } from './definition.js';
import { macroF1 } from './shared-metrics.js';

export const tagging = {
  name: 'tagging',
  of: 'text',
  each: 'word',
  title: 'tagging',
  predicts: 'a tag for each word',
  question: (of, outputs) => `Which of ${outputs} tags does each word of ${of} have?`,
  answer: {
    name: 'tags',
    spec: optional(
      orNone(tags, 'No word has a tag.'),
      null,
      'none',
      'The column with a tag for each word of the text: entities, or parts of speech.',
      'tags: entity(scheme: bio)',
    ),
    read: (value) => (value as Tags | null) ?? undefined,
    write: (answer) => answer,
  },
  units: 'tags',
  losses: ['cross_entropy'],
  loss: { kind: 'cross_entropy' },
  metrics: [
    {
      name: 'entity_f1',
      title: 'entity F1',
      better: 'higher',
      form: 'percent',
      doc: 'F1 over all entities together, as seqeval counts them: the words and the type of an entity must be right.',
    },
    {
      name: 'entity_precision',
      title: 'entity precision',
      better: 'higher',
      form: 'percent',
      doc: 'Share of the entities that were found which are right.',
    },
    {
      name: 'entity_recall',
      title: 'entity recall',
      better: 'higher',
      form: 'percent',
      doc: 'Share of the entities that are there which were found.',
    },
    macroF1,
    {
      name: 'word_accuracy',
      title: 'word accuracy',
      better: 'higher',
      form: 'percent',
      doc: 'Share of the words whose tag is right.',
    },
  ],
  solvers: [],
  balances: ['none'],
} as const satisfies TaskDefinition;

export interface TaggingDetails extends MetricsDetails {
  readonly task: 'tagging';
  readonly scheme: TagScheme;
  /** How many words were judged, and how many of them were not read, as their text is too long or they have no characters. */
  readonly words: number;
  readonly unread: number;
  /** By type of entity, or where tags mark no entities by tag; sorted by name. */
  readonly types: readonly TypeMetrics[];
  /** What entities, or words, were taken for; only what occurs, sorted. */
  readonly confusion: readonly TypeConfusion[];
}

export interface TypeMetrics {
  readonly name: string;
  /** Share of those found that are right; 0 where none was found. */
  readonly precision: number;
  /** Share of those there that were found; 0 where there are none. */
  readonly recall: number;
  readonly f1: number;
  /** Number of those there. */
  readonly support: number;
}

/** An entity of the first type whose words were taken for one of the second, null where there is none of just these words; how often. */
export type TypeConfusion = readonly [right: string | null, said: string | null, times: number];
