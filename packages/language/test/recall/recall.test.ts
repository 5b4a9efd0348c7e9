/**
 * How much of the examples completion would have written: over every word behind every other in every situation, whether
 * it is offered, and whether what is offered would make a syntax error, of which one in some is accepted.
 * `recall.all.test.ts` looks for every token of every text, and accepts everything. Prints the figures:
 * `npx vitest run packages/language/test/recall`.
 */
import { afterAll, expect, test } from 'vitest';
import { corpusOf, createTally, recall, showTally } from './recall.js';
import { examplesAreOffered } from './recall-tests.js';
import { rich } from './session.js';

const corpus = corpusOf(6);
const tally = createTally();
/** The examples say many things alike. */
const seen = new Set<string>();

// Coprime to the lengths of most lists, so that each place of a list comes by. Pipelines of benchmarks are like the examples.
examplesAreOffered({ every: 23, seen, onNewLines: (example) => !example.startsWith('bench/') });

afterAll(() => {
  console.log(showTally(`${corpus.length} correct programs of the corpus, one client`, tally));
});

test('so it is in correct programs of the corpus', () => {
  expect(corpus.length).toBeGreaterThan(0);
  const wrong = corpus
    .map((text) => ({ uri: text.uri, ...recall({ ...text, clients: [rich], tally, every: 97, seen }) }))
    .filter(({ syntax, missed, unsound }) => syntax !== '' || missed.length > 0 || unsound.length > 0);
  expect(wrong).toEqual([]);
});
