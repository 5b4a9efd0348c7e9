import { expect, test } from 'vitest';
import { createRandom } from '../../random.js';
import { averagePrecision, rocAuc } from './curve-areas.js';
import { drawnAreas, drawnSpearman, rankingOf } from './drawn-ranks.js';
import { groupEqual } from './ranked-scores.js';
import { spearman } from './spearman.js';

const random = createRandom('drawn ranks');
const examples = 40;
/** Numbers many of which are equal. */
const some = () => Array.from({ length: examples }, () => random.int(12) / 4);
const [scores, xs, ys] = [some(), some(), some()];
const has = scores.map((score) => random.next() < score / 4);

/** With replacement, so that some are drawn several times and others not at all. */
const samples = Array.from({ length: 50 }, (_, i) =>
  Uint32Array.from({ length: i === 0 ? 1 : examples }, () => random.int(examples)),
);

test('areas of a sample are those of its examples sorted anew', () => {
  const ranking = rankingOf(scores, has)!;
  for (const sample of samples) {
    const of = (wanted: boolean) =>
      Float32Array.from([...sample].filter((at) => has[at] === wanted).map((at) => scores[at]!)).sort();
    const anew = groupEqual(of(true), of(false));
    const counts = new Uint32Array(examples);
    for (const place of sample) counts[place]! += 1;
    const areas = drawnAreas(ranking, counts);
    for (const [one, other] of [
      [areas.rocAuc, rocAuc(anew)],
      [areas.averagePrecision, averagePrecision(anew)],
    ] as const) {
      if (other === null) expect(one).toBeNull();
      else expect(one).toBeCloseTo(other, 12);
    }
  }
});

test('correlations of a sample are those of its examples ranked anew', () => {
  const drawn = drawnSpearman(xs, ys)!;
  for (const sample of samples) {
    const anew = spearman(
      Array.from(sample, (at) => xs[at]!),
      Array.from(sample, (at) => ys[at]!),
    );
    if (anew === null) expect(drawn(sample)).toBeNull();
    else expect(drawn(sample)).toBeCloseTo(anew, 12);
  }
});

test('what is no number has no rank', () => {
  expect(rankingOf([1, Number.NaN], [true, false])).toBeNull();
  expect(drawnSpearman([1, 2], [Number.NaN, 1])).toBeNull();
});
