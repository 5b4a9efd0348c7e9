/**
 * How much of the examples completion would have written: over every word behind every other in every situation, whether
 * it is offered, and whether what is offered would make a syntax error, of which one in some is accepted.
 * `recall.all.test.ts` looks for every token of every text, and accepts everything. Prints the figures:
 * `npx vitest run packages/language/test/recall`.
 */
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

/** Coprime to the lengths of most lists, so that each place of a list comes by. */
const every = 23;
const corpus = corpusOf(6);
const ofExamples = createTally();
const ofCorpus = createTally();
/** The examples say many things alike. */
const seen = new Set<string>();

afterAll(() => {
  console.log(showTally(`${examples.length} examples, two clients`, ofExamples));
  console.log(showTally(`${corpus.length} correct programs of the corpus, one client`, ofCorpus));
});

test.each(examples)('%s: every word is offered, and nothing that would be a syntax error', (file) => {
  const trial = { ...example(file), clients: [plain, rich], tally: ofExamples, every, seen };
  expect(recall(trial)).toEqual(nothingWrong);
});

test('so it is in correct programs of the corpus', () => {
  expect(corpus.length).toBeGreaterThan(0);
  const wrong = corpus
    .map((text) => ({
      uri: text.uri,
      ...recall({ ...text, clients: [rich], tally: ofCorpus, every: 97, seen }),
    }))
    .filter(({ syntax, missed, unsound }) => syntax !== '' || missed.length > 0 || unsound.length > 0);
  expect(wrong).toEqual([]);
});

test.each(examples)('%s: on every new line, what is accepted can be gone on with and is sound', (file) => {
  expect(unsoundOnNewLines(example(file), ofExamples, every)).toEqual([]);
});
