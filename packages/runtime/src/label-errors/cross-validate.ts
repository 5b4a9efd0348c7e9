/** What a head says of examples that it was not computed from: each fold by the head of the others. */
import { setImmediate as eventLoop } from 'node:timers/promises';
import { solveLda } from '../solve/lda.js';
import type { Linear } from '../solve/linear.js';
import { type NormalEquations, normalSums, type Rows } from '../solve/normal-equations.js';
import { fitScale } from '../solve/temperature.js';
import { softmax } from '../tasks/classification/metrics.js';

export interface Foldable {
  /** `[N, width]`. */
  readonly features: Float32Array;
  readonly width: number;
  /** The class of each example. */
  readonly labels: readonly number[];
  readonly classes: number;
  /** The fold of each example, from 0. */
  readonly folds: readonly number[];
}

type Sums = Pick<NormalEquations, 'squares' | 'products'>;

/**
 * Probabilities `[N, classes]` by discriminant analysis, whose heads have the same covariance to begin with, so that the products are summed
 * once: those of a fold are taken from those of all. One temperature, fitted on what is said out of sample, makes them mean what they say.
 * @param onFold hears how many folds are done; throws to stop
 */
export async function crossValidate(
  given: Foldable,
  onFold: (done: number, all: number) => void,
): Promise<Float64Array> {
  const { labels, classes, folds, width } = given;
  const count = folds.reduce((most, fold) => Math.max(most, fold), 0) + 1;
  const parts = Array.from({ length: count }, (_, fold) => rowsOf(given, (other) => other === fold));
  const own: Sums[] = [];
  for (const rows of parts) {
    const sums = normalSums(width, classes);
    sums.add(rows);
    own.push(sums.equations());
    await eventLoop();
  }
  const all = own.reduce(plus);
  const logits = new Float64Array(labels.length * classes);
  for (let fold = 0; fold < count; fold++) {
    onFold(fold, count);
    const others = parts.filter((_, part) => part !== fold);
    const solved = await solveLda(() => passOver(others), {
      width,
      outputs: classes,
      shrinkage: null,
      sums: minus(all, own[fold]!),
    });
    // Rounding leaves no inverse only of a covariance that is not shrunk at all.
    const head =
      solved ?? (await solveLda(() => passOver(others), { width, outputs: classes, shrinkage: 0.1 }));
    if (!head) throw new Error('A covariance that is shrunk has an inverse.');
    for (const [example, other] of folds.entries()) {
      if (other === fold) apply(head.linear, given, example, logits);
    }
    await eventLoop();
  }
  onFold(count, count);
  return probabilitiesOf(logits, oneHot(labels, classes), classes);
}

function rowsOf(
  { features, width, labels, classes, folds }: Foldable,
  wanted: (fold: number) => boolean,
): Rows {
  const places = [...folds.keys()].filter((example) => wanted(folds[example]!));
  const own = new Float32Array(places.length * width);
  for (const [row, example] of places.entries())
    own.set(features.subarray(example * width, (example + 1) * width), row * width);
  const targets = oneHot(
    places.map((example) => labels[example]!),
    classes,
  );
  return { features: own, targets, weights: new Float32Array(places.length).fill(1) };
}

async function* passOver(parts: readonly Rows[]): AsyncGenerator<Rows> {
  yield* parts;
}

function oneHot(labels: readonly number[], classes: number): Float32Array {
  const targets = new Float32Array(labels.length * classes);
  for (const [row, label] of labels.entries()) targets[row * classes + label] = 1;
  return targets;
}

const plus = (a: Sums, b: Sums): Sums => combined(a, b, 1);
const minus = (a: Sums, b: Sums): Sums => combined(a, b, -1);

const combined = (a: Sums, b: Sums, sign: number): Sums => ({
  squares: a.squares.map((value, at) => value + sign * b.squares[at]!),
  products: a.products.map((value, at) => value + sign * b.products[at]!),
});

function apply(
  { kernel, bias }: Linear,
  { features, width, classes }: Foldable,
  example: number,
  logits: Float64Array,
): void {
  for (let k = 0; k < classes; k++) {
    let sum = bias[k]!;
    for (let i = 0; i < width; i++) sum += features[example * width + i]! * kernel[i * classes + k]!;
    logits[example * classes + k] = sum;
  }
}

function probabilitiesOf(logits: Float64Array, targets: Float32Array, classes: number): Float64Array {
  const scale = fitScale({ logits, targets, outputs: classes, link: 'softmax' });
  const probabilities = new Float64Array(logits.length);
  for (let at = 0; at < logits.length; at += classes) {
    const row = logits.subarray(at, at + classes).map((logit) => scale * logit);
    probabilities.set(softmax(row), at);
  }
  return probabilities;
}
