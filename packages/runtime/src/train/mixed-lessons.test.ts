/** What is read and what is learned of a batch are mixed alike. */
import { buildNetwork } from '@tlp/language/graph/network.js';
import { cutPhase } from '@tlp/language/graph/phase-network.js';
import { expect, test } from 'vitest';
import { targetInput } from '../compile/training-engine.js';
import type { Example } from '../data/types.js';
import { mixImages } from '../mix/mix-rows.js';
import type { Reader } from '../modalities/modality.js';
import { createTask } from '../tasks/index.js';
import { tinyBackbone } from '../testing/tiny-backbone.js';
import { testPhase, tinyHead } from '../testing/training-job.js';
import { freshSource } from './fresh-source.js';
import { exampleLessons } from './lessons.js';
import { mixedLessons, mixingOf } from './mixed-lessons.js';

const size = 16;
const task = createTask('classification', { outputs: ['a', 'b'], loss: { kind: 'cross_entropy' }, topK: 1 });

/** Images of one value each: black of the first class, white of the second. */
const examples = [0, 1, 1, 0, 1, 0, 0, 1, 1].map(
  (label, i): Example => ({ id: `${i}`, hash: `${i}`, target: [label] }),
);

const reader: Pick<Reader, 'read' | 'mix'> = {
  async *read(_, { batch, order = [] }) {
    const all = Array.from(order);
    for (let first = 0; first < all.length; first += batch) {
      // The fourth example is lost on the way.
      const indices = Uint32Array.from(all.slice(first, first + batch).filter((index) => index !== 3));
      const values = Array.from(indices, (index) => examples[index]!.target[0]!);
      const data = Float32Array.from(values.flatMap((value) => Array<number>(size * size * 3).fill(value)));
      yield { feeds: { image: { data, shape: [values.length, size, size, 3] } }, indices };
    }
  },
  mix: ({ image }, mixing) => ({ image: mixImages(image!, mixing) }),
};

const phase = testPhase({
  frozenLayers: [],
  labelSmoothing: 0,
  mix: [
    { kind: 'mixup', alpha: 1 },
    { kind: 'cutmix', alpha: 1 },
  ],
});
const { program } = cutPhase(buildNetwork(tinyBackbone, size, tinyHead, 2), phase);
const about = { seed: 3, size, phase };
const source = freshSource(examples, {
  reader: reader as Reader,
  program,
  frozen: null,
  mixing: mixingOf(about),
});
const lessons = mixedLessons(
  exampleLessons(source, {
    ...about,
    task,
    balancing: task.balance([], 'none'),
    order: () => [...examples.keys()],
    batch: 4,
  }),
  about,
);

test.each([0, 1])('the share of white is that of its label, from batch %d on', async (skip) => {
  const shares: number[] = [];
  for (const epoch of [0, 1, 2]) {
    let batch = skip;
    for await (const { feeds, examples: read } of lessons.read(lessons.batches(epoch), { epoch, skip })) {
      const image = feeds.image ?? Object.values(feeds)[0]!;
      const lesson = lessons.of(read, { epoch, batch, sizes: { batch: read.length }, features: feeds });
      const targets = lesson.feeds[targetInput]!.data;
      const length = size * size * 3;
      for (const [i] of read.entries()) {
        const pixels = image.data.subarray(i * length, (i + 1) * length);
        const white = Array.from(pixels).reduce((sum, value) => sum + value, 0) / length;
        expect(targets[2 * i + 1]).toBeCloseTo(white, 5);
        expect(targets[2 * i]! + targets[2 * i + 1]!).toBeCloseTo(1, 5);
        shares.push(white);
      }
      batch += 1;
    }
  }
  expect(shares.some((share) => share > 0.01 && share < 0.99)).toBe(true);
});

test('an answer is right that names the example of the greater share', () => {
  const mixing = mixingOf(about)!;
  const answers = Float32Array.of(0, 1, 1, 0, 1, 0);
  for (const batch of [0, 1, 2, 3, 4, 5, 6, 7]) {
    const lesson = lessons.of([1, 0, 3], { epoch: 0, batch, sizes: { batch: 3 }, features: {} });
    // Its own labels are 1, 0, 0, and those of the examples before 0, 1, 0.
    expect(lesson.score(answers)).toBe(mixing(0, batch).share >= 0.5 ? 3 : 1);
  }
});
