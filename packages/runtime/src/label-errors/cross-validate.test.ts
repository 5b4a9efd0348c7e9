import { expect, test } from 'vitest';
import { createRandom } from '../random.js';
import { solveLda } from '../solve/lda.js';
import { crossValidate, type Foldable } from './cross-validate.js';

const [examples, width, classes, folds] = [90, 6, 3, 5];

/** Clouds about a corner each; every fifth example lies halfway to the next one. */
function clouds(): Foldable {
  const random = createRandom('clouds', 1);
  const labels = Array.from({ length: examples }, (_, i) => i % classes);
  const features = Float32Array.from({ length: examples * width }, (_, at) => {
    const [example, i] = [Math.floor(at / width), at % width];
    return 2 * random.next() - 1 + (i === labels[example] ? 1.2 : 0);
  });
  return { features, width, labels, classes, folds: labels.map((_, i) => (i * 7) % folds) };
}

/** The same without what is shared, up to the temperature: logits of each example by the head of the other folds. */
async function logitsOf({ features, labels, folds: fold }: Foldable, wanted: number) {
  const others = labels.flatMap((_, i) => (fold[i] === wanted ? [] : [i]));
  const rows = {
    features: Float32Array.from(others.flatMap((i) => [...features.subarray(i * width, (i + 1) * width)])),
    targets: Float32Array.from(
      others.flatMap((i) => labels.map((_, k) => Number(k === labels[i])).slice(0, classes)),
    ),
    weights: new Float32Array(others.length).fill(1),
  };
  const pass = async function* () {
    yield rows;
  };
  const { linear } = (await solveLda(pass, { width, outputs: classes, shrinkage: null }))!;
  return (example: number) =>
    Array.from({ length: classes }, (_, k) => {
      const x = features.subarray(example * width, (example + 1) * width);
      return x.reduce((sum, value, i) => sum + value * linear.kernel[i * classes + k]!, linear.bias[k]!);
    });
}

test('each fold is judged by the head of the others, under one temperature', async () => {
  const given = clouds();
  const probabilities = await crossValidate(given, () => undefined);
  const scales: number[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const logits = await logitsOf(given, fold);
    for (const [example, other] of given.folds.entries()) {
      if (other !== fold) continue;
      const row = probabilities.subarray(example * classes, (example + 1) * classes);
      expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
      const [a = 0, b = 0] = logits(example);
      if (Math.abs(a - b) > 0.5) scales.push(Math.log(row[0]! / row[1]!) / (a - b));
    }
  }
  expect(scales.length).toBeGreaterThan(examples / 2);
  for (const scale of scales) expect(scale / scales[0]!).toBeCloseTo(1, 4);
});

test('a wrong label is unlikely, and tells what is done', async () => {
  const given = clouds();
  const labels = given.labels.map((label, i) => (i === 30 ? (label + 1) % classes : label));
  const heard: string[] = [];
  const probabilities = await crossValidate({ ...given, labels }, (done, all) =>
    heard.push(`${done}/${all}`),
  );
  const own = labels.map((label, i) => probabilities[i * classes + label]!);
  expect(own[30]).toBeLessThan([...own].sort((a, b) => a - b)[10]!);
  expect(heard).toEqual(['0/5', '1/5', '2/5', '3/5', '4/5', '5/5']);
});
