import type { Optimizer } from '@tlp/language/resolve/pipeline.js';
import { readGolden } from '../../testing/goldens.js';
import type { RateRange } from './range-test.js';
import type { Suggestion } from './suggestions.js';

interface FoundByFastai extends RateRange {
  readonly optimizer: Optimizer;
  readonly rates: readonly number[];
  readonly losses: readonly number[];
  readonly smoothed: readonly number[];
  readonly suggestions: Readonly<Record<Suggestion, number>>;
}

interface RateFinderGolden {
  readonly ranges: readonly (RateRange & { readonly rates: readonly number[] })[];
  /** Smoothed losses, null where they are no number. */
  readonly curves: Readonly<
    Record<
      string,
      {
        readonly losses: readonly (number | null)[];
        readonly suggestions: Readonly<Record<Suggestion, number>>;
      }
    >
  >;
  readonly inputs: number;
  readonly units: number;
  readonly classes: number;
  readonly batch: number;
  /** Of an epoch; the first of epoch `n` is batch `n`. */
  readonly batches: number;
  readonly tests: Readonly<Record<string, FoundByFastai>>;
}

export const rateFinderGolden = (): RateFinderGolden => readGolden('rate-finder.json');
