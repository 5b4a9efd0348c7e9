/** What `recall.test.ts` leaves out: every token of every example, everything that is offered, and more of the corpus. */
import { afterAll, expect, test } from 'vitest';
import {
  corpusOf,
  createTally,
  example,
  examples,
  nothingWrong,
  recall,
  showTally,
  unsoundOnNewLines,
} from './recall.js';
import { plain, rich } from './session.js';

/** A quarter of the corpus: all take their time. */
const corpus = corpusOf(4);
const ofExamples = createTally();
const ofCorpus = createTally();
const limit = 600_000;

afterAll(() => {
  console.log(showTally(`${examples.length} examples, two clients`, ofExamples));
  console.log(showTally(`${corpus.length} correct programs of the corpus, one client`, ofCorpus));
});

test.each(examples)(
  '%s: every word is offered, and nothing that would be a syntax error',
  (file) => {
    const trial = { ...example(file), clients: [plain, rich], tally: ofExamples, every: 1 };
    expect(recall(trial)).toEqual(nothingWrong);
  },
  limit,
);

test.each(corpus)(
  '$uri: so it is in the correct programs of the corpus, where one in forty items is accepted',
  (text) => {
    expect(recall({ ...text, clients: [rich], tally: ofCorpus, every: 40 })).toEqual(nothingWrong);
  },
  limit,
);

test.each(examples)(
  '%s: on every new line, what is accepted can be gone on with and is sound',
  (file) => {
    expect(unsoundOnNewLines(example(file), ofExamples, 1)).toEqual([]);
  },
  limit,
);
