/** What the data side gives and the training side takes. */
import type { SplitName } from '@tlp/language/data/split-bounds.js';

export interface Example {
  /** Path relative to the data folder, `/`-separated: the example's identity. */
  readonly id: string;
  readonly path: string;
  readonly label: number;
  /** sha256 of the file's bytes, lower-case hex. */
  readonly hash: string;
}

export interface DataSet {
  /** Class names in label order: natural sort, so that `2` stands before `10`. */
  readonly classes: readonly string[];
  readonly splits: Readonly<Record<SplitName, readonly Example[]>>;
}

/** Pixels of one image: RGB, interleaved, `size × size × 3`, 0..255. */
export type Pixels = Uint8Array;
