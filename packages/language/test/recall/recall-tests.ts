/** Declares the tests of the examples, for `npm test` and, in full, for `npm run test:all`. */
import { afterAll, expect, test } from 'vitest';
import {
  createTally,
  example,
  examples,
  nothingWrong,
  recall,
  showTally,
  unsoundOnNewLines,
} from './recall.js';
import { plain, rich } from './session.js';

export interface HowMuch {
  /** Accepts one in so many of the items. */
  readonly every: number;
  /** Words that were looked for already; absent where all are. */
  readonly seen?: Set<string>;
  /** Whether new lines are tried in one of the examples; in all where nothing is said. */
  readonly onNewLines?: (example: string) => boolean;
  /** Of each test, milliseconds; vitest's where nothing is said. */
  readonly limit?: number;
}

export function examplesAreOffered({ every, seen, limit, onNewLines = () => true }: HowMuch): void {
  const tally = createTally();
  afterAll(() => console.log(showTally(`${examples.length} examples, two clients`, tally)));

  test.each(examples)(
    '%s: every word is offered, and nothing that would be a syntax error',
    (file) => {
      const trial = { ...example(file), clients: [plain, rich], tally, every, ...(seen && { seen }) };
      expect(recall(trial)).toEqual(nothingWrong);
    },
    limit,
  );

  test.each(examples.filter(onNewLines))(
    '%s: on every new line, what is accepted can be gone on with and is sound',
    (file) => {
      expect(unsoundOnNewLines(example(file), tally, every)).toEqual([]);
    },
    limit,
  );
}
