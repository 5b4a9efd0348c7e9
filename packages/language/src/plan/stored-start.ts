/** Stored features of a shallower cut, in place of the examples. */
export interface StoredStart {
  /** The block whose output is stored; of several values that of the last. */
  readonly at: string;
  /** Multiply-adds that are left of those from the examples on. */
  readonly share: number;
  /** How many examples' features, or those of changed views, are computed from there. */
  readonly views: number;
}
