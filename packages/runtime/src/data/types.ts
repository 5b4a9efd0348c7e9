/** What the data side gives and the training side takes. */
import type { SplitName } from '@tlp/language/data/split-bounds.js';

/**
 * What is right for an example: the index of its class, the sorted indices of its labels, or its numbers; see
 * `tasks`.
 */
export type Target = readonly number[];

export interface Example {
  /** Path relative to the data folder, `/`-separated: the example's identity. */
  readonly id: string;
  readonly path: string;
  readonly target: Target;
  /** sha256 of the file's bytes, lower-case hex. */
  readonly hash: string;
}

/** An example whose split may already be known from its folder. */
export interface FoundExample extends Example {
  readonly folderSplit: SplitName | null;
  /** What it has in common with others that no other split may have; null where it is in no group. */
  readonly group?: string | null;
}

export interface DataSet {
  /**
   * A name for each number that a network gives of an example. Classes are sorted naturally, so that `2` stands
   * before `10`.
   */
  readonly outputs: readonly string[];
  readonly splits: Readonly<Record<SplitName, readonly Example[]>>;
}

/** Pixels of one image: RGB, interleaved, `size × size × 3`, 0..255. */
export type Pixels = Uint8Array;
