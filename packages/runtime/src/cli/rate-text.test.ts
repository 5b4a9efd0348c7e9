import { createColors } from 'picocolors';
import { expect, test } from 'vitest';
import { testPhase } from '../testing/training-job.js';
import { createRangeTest, type RangeTest, usualRange } from '../train/find-rate/range-test.js';
import { suggestionsOf } from '../train/find-rate/suggestions.js';
import { renderRates } from './rate-text.js';

function tested(losses: readonly number[]): RangeTest {
  const found = createRangeTest(usualRange);
  losses.every((loss) => found.add(loss));
  return found.result();
}

function said(losses: readonly number[], columns = 80): string {
  const found = tested(losses);
  const out = { write() {}, data() {}, news() {}, terminal: false, columns };
  return renderRates(found, suggestionsOf(found), testPhase({ name: 'tune' }), {
    out,
    colors: createColors(false),
  });
}

const hundred = (loss: (step: number) => number) => Array.from({ length: 100 }, (_, step) => loss(step));

test('a good curve needs no words', () => {
  const text = said(hundred((step) => 3 - step / 50));
  expect(text).toMatch(/\nnow +0\.05 +what phase tune has\n$/);
});

test.each([
  [
    'rises too high',
    hundred((step) => (step < 60 ? 2 : 2 ** (step - 58))),
    /after \d+ steps, the loss was more than four/,
  ],
  [
    'is no number',
    hundred((step) => (step < 60 ? 3 - step / 50 : Number.NaN)),
    /in step 61, the loss was no number/,
  ],
  ['hardly falls', hundred(() => 2.3), /The loss hardly fell/],
  ['rises at once', [1, 1, 500], /too early to suggest a rate. Begin lower: --from 1e-9\.$/m],
])('a loss that %s is told', (_, losses, words) => {
  expect(said(losses)).toMatch(words);
});

test('is no wider than the terminal, nor than one reads', () => {
  for (const [columns, widest] of [
    [60, 61],
    [300, 101],
  ] as const) {
    const plot = said(
      hundred((step) => 3 - step / 50),
      columns,
    ).split('\n\n')[0]!;
    expect(Math.max(...plot.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(widest);
  }
});
