/** Where a phase's batches come from: stored features, fresh examples through the frozen part, or examples as they are. */
import type { SplitName } from '@tlp/language/data/split-bounds.js';
import type { Example, Target } from '../data/types.js';
import type { Feeds } from '../engines/types.js';

/** The examples of one split as a phase reads them. */
export interface ExampleSource {
  /** What is right for every example; their number is the split's size. Of examples in parts, for every part. */
  readonly targets: readonly Target[];
  /** Where examples are read in parts: which parts they are. All else here then speaks of parts. */
  readonly parts?: Parts | undefined;
  /** How long each example is, where a batch costs as much as its longest; absent where all cost the same. */
  readonly lengths?: ArrayLike<number> | undefined;
  /** Where the words of each example are answered, see `data/places.ts`; absent where it is answered as a whole. */
  readonly places?: readonly Int32Array[] | undefined;
  /** The features of each batch of example indices, in order; may work ahead. */
  read(batches: readonly (readonly number[])[], options: ReadOptions): AsyncIterable<SourceBatch>;
}

export interface Parts {
  readonly examples: number;
  /** Which example each row is a part of. */
  readonly of: Uint32Array;
  /** What each row counts in the loss: all of an example as much as those of any other, 1 on the average. */
  readonly weights: Float32Array;
}

export interface SourceBatch {
  /** Empty where no example is left. */
  readonly feeds: Feeds;
  /** The batch's examples, without those that are lost. */
  readonly examples: readonly number[];
}

export interface ReadOptions {
  /** From 0; decides which augmented view is seen. */
  readonly epoch: number;
  /** Batches at the front that are not wanted: they were read before an interruption. */
  readonly skip: number;
}

/** Changed views of the examples, of which an epoch sees one. */
export interface Views {
  readonly count: number;
  /** Names the changes in the store. */
  readonly key: string;
  /** The keys from which the changes of a view are drawn. */
  readonly changeBy: (example: Example, view: number) => readonly (number | string)[];
}

export interface PhaseSources {
  readonly train: ExampleSource;
  /** Null where the split is empty. */
  readonly validation: ExampleSource | null;
  readonly test: ExampleSource | null;
  /** What computing the stored features took and gave. */
  readonly stored: {
    readonly bytes: number;
    readonly forwardPasses: number;
    readonly seconds: number;
  };
  /** Examples that go through the frozen part in every epoch: those whose features are not stored. */
  readonly perEpoch: Readonly<Record<SplitName, boolean>>;
  dispose(): Promise<void>;
}
