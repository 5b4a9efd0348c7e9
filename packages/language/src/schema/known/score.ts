import type { CallSpec } from '../words.js';

/** What tells how much an example is like those of known classes. */
export interface KnownScore<By> {
  readonly spec: CallSpec<By>;
  /** What the score is, within a sentence. */
  told(by: By): string;
}
