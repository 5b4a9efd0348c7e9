/** One of the classes for each example. */
import type { MetricsDetails } from '../run/metrics.js';
import type { NearestScore } from '../schema/known/nearest.js';
import { type Label, label } from '../schema/labels.js';
import { optional } from '../schema/types.js';
import type { TaskDefinition } from './definition.js';
import { macroF1, rocAuc } from './shared-metrics.js';

export const classification = {
  name: 'classification',
  title: 'classification',
  predicts: 'one of the classes',
  question: (of, outputs) => `Which of ${outputs} classes does ${of} show?`,
  answer: {
    name: 'label',
    spec: optional(
      label,
      { kind: 'folder' },
      'folder',
      'What tells the one class of an example: its folder, or a column of the table.',
      'label: species',
    ),
    read(value) {
      const read = value as Label;
      return read.kind === 'folder' ? undefined : read;
    },
    write: (answer) => answer,
  },
  units: 'classes',
  losses: ['cross_entropy', 'focal'],
  loss: { kind: 'cross_entropy' },
  metrics: [
    {
      name: 'accuracy',
      title: 'accuracy',
      better: 'higher',
      form: 'percent',
      doc: 'Share of the validation examples classified correctly.',
    },
    macroF1,
    rocAuc,
    {
      name: 'top_k',
      title: 'top-k',
      better: 'higher',
      form: 'percent',
      doc: 'Share of the validation examples whose class is among the k highest scores.',
    },
    {
      name: 'ece',
      title: 'ECE',
      better: 'lower',
      form: 'percent',
      doc: 'Expected calibration error: how far the confidence is from the share that is right, over 15 bins of the highest probability (arXiv:1706.04599).',
    },
    {
      name: 'rejected',
      title: 'rejected',
      better: 'lower',
      form: 'percent',
      needs: 'reject',
      fixed: true,
      doc: 'Share of the validation examples that are said to be of no known class.',
    },
    {
      name: 'kept_accuracy',
      title: 'accuracy of what is kept',
      better: 'higher',
      form: 'percent',
      needs: 'reject',
      doc: 'Share of the validation examples classified correctly, of those that are not rejected.',
    },
  ],
  solvers: ['logistic', 'ridge', 'lda'],
  balances: ['none', 'class_weights', 'sampling'],
} as const satisfies TaskDefinition;

export interface ClassificationDetails extends MetricsDetails {
  readonly task: 'classification';
  /** In label order. */
  readonly classes: readonly ClassMetrics[];
  /** The cells of the confusion matrix that are not 0: of most classes, most are never taken for each other. */
  readonly confusion: readonly ConfusionCell[];
  /** By how sure the model was; absent of runs that did not keep it. */
  readonly reliability?: readonly ReliabilityBin[];
  /** By what examples are rejected; absent where none are. */
  readonly rejection?: Rejection;
  /** How the scores by which they are rejected lie; absent where none are. */
  readonly knownScores?: ScoreBins;
}

/** Scores counted in bins of equal width. */
export interface ScoreBins {
  /** The ends of the first and of the last bin. */
  readonly low: number;
  readonly high: number;
  /** From the lowest: how many examples whose likeliest class is right, and how many of the others. */
  readonly bins: readonly (readonly [right: number, wrong: number])[];
}

export interface Rejection {
  /** What is said of an example that is rejected. */
  readonly name: string;
  /** Share of the validation examples that was to be kept. */
  readonly keep: number;
  /** Examples of a lower score are rejected. */
  readonly threshold: number;
  /** What the score is; absent where that is the energy of the logits. */
  readonly by?: NearestScore;
}

/**
 * One of 15 equal parts of the probability of the class that is said, counted from 0; its examples, their mean probability, and the
 * share that is right.
 */
export type ReliabilityBin = readonly [bin: number, examples: number, confidence: number, right: number];

export interface ClassMetrics {
  /** Share of the examples put into this class that belong there; 0 where none was put there. */
  readonly precision: number;
  /** Share of this class's examples that were found; 0 where it has none. */
  readonly recall: number;
  readonly f1: number;
  /** Number of examples of this class. */
  readonly support: number;
}

/** Indices of the right class and of the answer, and how many examples of the one got the other; sorted by both. */
export type ConfusionCell = readonly [label: number, predicted: number, examples: number];
