/**
 * Confident learning: which labels are likely wrong, by what a classifier says of examples that it was not trained on. Northcutt et al. 2021,
 * Confident Learning: Estimating Uncertainty in Dataset Labels, arXiv:1911.00068. The confident joint tells how many there are, and the
 * probability of the label which ones: `find_label_issues(filter_by='low_self_confidence')` of cleanlab gives the same. On the emoji example with
 * 5% of the labels swapped this finds more among the first 150 than those off the joint's diagonal do, by margin or by probability (`bench`).
 */
import { argmax } from '../tasks/classification/metrics.js';

export interface JudgedLabels {
  /** The class that each example is given, `[N]`. */
  readonly labels: readonly number[];
  /** `[N, classes]`: of each example, out of sample. */
  readonly probabilities: Float64Array;
  readonly classes: number;
}

export interface LabelError {
  /** From 0. */
  readonly example: number;
  /** The likeliest other class. */
  readonly suggested: number;
  /** How likely the class is that the example is given, from 0 to 1. */
  readonly selfConfidence: number;
  /** See {@link normalizedMargin}. */
  readonly margin: number;
}

export interface ConfidentLearning {
  /** `[classes, classes]`: examples by the class that they are given and the one that they confidently are of. */
  readonly joint: readonly (readonly number[])[];
  /** Examples off its diagonal, without those whose given class is the likeliest all the same. */
  readonly confident: readonly number[];
  /** As many as these, the least likely label first. */
  readonly errors: readonly LabelError[];
}

/** Probabilities that differ by less are the same. */
const tolerance = 1e-6;

export function learnConfidently(judged: JudgedLabels): ConfidentLearning {
  const { labels, classes } = judged;
  const thresholds = confidentThresholds(judged);
  const joint = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  const confident: number[] = [];
  for (const [example, label] of labels.entries()) {
    const row = rowOf(judged, example);
    const likely = confidentClass(row, thresholds);
    if (likely === null) continue;
    joint[label]![likely]! += 1;
    if (likely !== label && !isLikeliest(row, label)) confident.push(example);
  }
  // Someone is right in every class.
  for (const [k, row] of joint.entries()) row[k] = Math.max(1, row[k]!);
  const ranked = labels
    .map((label, example) => ({ example, selfConfidence: rowOf(judged, example)[label]! }))
    .sort((a, b) => a.selfConfidence - b.selfConfidence || a.example - b.example);
  const errors = ranked.slice(0, confident.length).map(({ example, selfConfidence }): LabelError => {
    const [row, label] = [rowOf(judged, example), labels[example]!];
    const suggested = likeliestOther(row, label);
    return { example, suggested, selfConfidence, margin: normalizedMargin(row, label) };
  });
  return { joint, confident, errors };
}

/** How sure the classifier is on the average of a class where it is given; beyond reach where no example is given it. */
export function confidentThresholds({ labels, probabilities, classes }: JudgedLabels): readonly number[] {
  const sums = new Array<number>(classes).fill(0);
  const counts = new Array<number>(classes).fill(0);
  for (const [example, label] of labels.entries()) {
    sums[label]! += probabilities[example * classes + label]!;
    counts[label]! += 1;
  }
  return sums.map((sum, k) => (counts[k]! > 0 ? Math.max(sum / counts[k]!, 2 * tolerance) : 2));
}

/** The likeliest of the classes that reach their thresholds; null where none does. */
function confidentClass(row: Float64Array, thresholds: readonly number[]): number | null {
  const reached = thresholds.flatMap((threshold, k) => (row[k]! >= threshold - tolerance ? [k] : []));
  if (reached.length < 2) return reached[0] ?? null;
  return argmax(row);
}

const isLikeliest = (row: Float64Array, label: number): boolean =>
  row.every((probability, k) =>
    k < label ? row[label]! + tolerance > probability : row[label]! + tolerance >= probability,
  );

const likeliestOther = (row: Float64Array, label: number): number =>
  row.reduce((best, value, k) => (k !== label && (best === label || value > row[best]!) ? k : best), label);

/** Of the class that an example is given and the likeliest other one, from 0, certainly wrong, to 1, certainly right. */
export function normalizedMargin(row: Float64Array, label: number): number {
  const other = row.reduce((most, probability, k) => (k === label ? most : Math.max(most, probability)), 0);
  return (row[label]! - other + 1) / 2;
}

export const rowOf = ({ probabilities, classes }: JudgedLabels, example: number): Float64Array =>
  probabilities.subarray(example * classes, (example + 1) * classes);
