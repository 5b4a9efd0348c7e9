/** What `recall.test.ts` leaves out: every token of every example, everything that is offered, and more of the corpus. */
import { afterAll, expect, test } from 'vitest';
import { corpusOf, createTally, nothingWrong, recall, showTally } from './recall.js';
import { examplesAreOffered } from './recall-tests.js';
import { rich } from './session.js';

/** A quarter of the corpus: all take their time. */
const corpus = corpusOf(4);
const tally = createTally();
const limit = 600_000;

examplesAreOffered({ every: 1, limit });

afterAll(() => {
  console.log(showTally(`${corpus.length} correct programs of the corpus, one client`, tally));
});

test.each(corpus)(
  '$uri: so it is in the correct programs of the corpus, where one in forty items is accepted',
  (text) => {
    expect(recall({ ...text, clients: [rich], tally, every: 40 })).toEqual(nothingWrong);
  },
  limit,
);
