/** What the data side gives and the training side takes. */
import type { SplitName } from '@tlp/language/data/split-bounds.js';

/**
 * What is right for an example: the index of its class, the sorted indices of its labels, the index of the tag of each of
 * its words, or its numbers; see `tasks`.
 */
export type Target = readonly number[];

/** Something that can be read for a network; its modality knows what and where. */
export interface Item {
  /** What it is called: an example's identity within its data, such as a path relative to their folder. */
  readonly id: string;
  /** sha256 of what it is made of, lower-case hex; absent where nothing has read it. */
  readonly hash?: string;
  /** By which view it is seen, where it is judged by several; absent where it is taken as it is. */
  readonly seenAs?: string;
  /** Absent where it is answered as a whole. */
  readonly words?: Words;
}

/** A text as the words that are answered one by one. */
export interface Words {
  /** The words follow each other in it, with anything between. */
  readonly text: string;
  readonly list: readonly string[];
}

export interface Example extends Item {
  readonly target: Target;
  readonly hash: string;
  /** What it has in common with others that no other split may have; null or absent where it is in no group. */
  readonly group?: string | null;
  /** Its slice in each of the slicings of the data, null where it is in none or its size tells it; absent where there are none. */
  readonly slices?: readonly (string | null)[];
}

/** An example whose split may already be known from its folder, or its row in a table. */
export type Found<E extends Example> = E & { readonly folderSplit: SplitName | null };

export type FoundExample = Found<Example>;

export interface DataSet<E extends Example = Example> {
  /**
   * A name for each number that a network gives of an example. Classes are sorted naturally, so that `2` stands
   * before `10`.
   */
  readonly outputs: readonly string[];
  readonly splits: Readonly<Record<SplitName, readonly E[]>>;
}
