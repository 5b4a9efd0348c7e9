/**
 * What the runtime does with a kind of data, from opening it to showing it. Each kind is a folder here, listed in
 * `index.ts`; the trainer knows examples only by what they are fed as.
 */
import type { Backbone } from '@tlp/language/backbones/card.js';
import type { Diagnostic, TlpError } from '@tlp/language/diagnostic.js';
import type { Graph } from '@tlp/language/graph/types.js';
import type { Data } from '@tlp/language/resolve/pipeline.js';
import type { LeftOutExample } from '@tlp/language/run/record.js';
import type { DataSet, Example, Item } from '../data/types.js';
import type { Feeds } from '../engines/types.js';
import type { Fields, Shape } from '../json-shape.js';
import type { Mixing } from '../mix/mixing.js';
import type { Weights } from '../weights/tensors.js';

/**
 * @typeParam D what a pipeline says of such data
 * @typeParam P how they are prepared for a network: what a model's card holds of it
 * @typeParam I what is read
 */
export interface Modality<D extends Data = Data, P extends object = object, I extends Item = Item> {
  readonly kind: D['kind'];
  /** From a pipeline's data to examples in splits. @throws TlpError of what is wrong with the data, exit code 1 */
  open(data: D, options?: OpenOptions): Promise<OpenedData>;
  /**
   * The same of other data to judge a model by, whose outputs have these names; nothing is split.
   * @throws TlpError of what is wrong with the data, TLP863 an output that the model does not have
   */
  openWhole(data: D, outputs: readonly string[]): Promise<WholeData<I>>;
  /**
   * The backbone as these items make it, where it takes something from them before its network is built: the words of a table.
   * Absent where none does.
   * @throws TlpError of a file that is damaged
   */
  fit?(backbone: Backbone, items: readonly I[], options?: FitOptions): Promise<Fitted>;
  /** How data with these properties are prepared for a network, given how its weights want the input. */
  preparation(data: Choices<D>, preprocessing: object): P;
  /** The preprocessing that a preparation was made with; undefined, or absent, where a run makes its own. */
  preprocessingIn?(preparation: P): object | undefined;
  /** The form that each field of a preparation has in a model's card. */
  readonly preparationForm: Fields<P> & PreparationForm;
  /** Reads examples for a network with an input of this size. */
  reader(size: number, preparation: P, options?: ReaderOptions<D>): Reader<I>;
  /** What all examples together say of the size of the input. Absent where that is nothing. @throws as the reader's */
  survey?(dataSet: DataSet<I & Example>, wanted: SurveyWanted<P>): Promise<Survey | null>;
  /** What the arguments of a command line name. */
  readonly inputs: Inputs<P, I>;
  /** An example for people to see; null where it is not there any more. A small one stands beside others. */
  show(data: D, id: string, size?: 'usual' | 'small'): Promise<Shown | null>;
  /** The examples of a pipeline's data with these identities, to be read again; null where one is not there any more. */
  again?(data: D, ids: readonly string[]): Promise<readonly (I | null)[]>;
  /**
   * Of the examples with these identities, those that ask most of the input, the longest first; those that are not there any more
   * are left out. Absent where all examples have one size. @throws TlpError
   */
  longest?(data: D, ids: readonly string[], wanted: LongestWanted<P>): Promise<readonly LongExample[]>;
  /** How large examples are, for metrics by size. Absent where all have one size. */
  readonly size?: {
    /** Behind the number: `px`. */
    readonly unit: string;
    /** Of each item; null of one that is not there any more. */
    of(items: readonly I[]): Promise<readonly (number | null)[]>;
  };
  /** How a report accounts for what a trained network says of single examples. */
  readonly account?: {
    /** How many wrong answers are accounted for, and how many right ones: each costs a pass forward and one back. */
    readonly wrong: number;
    readonly right: number;
    /** What it is called where it could not be made: `Heatmaps`. */
    readonly title: string;
    /** What in the examples made the network say what it says; null where it cannot be told of that network. */
    of(items: readonly I[], wanted: AccountWanted<P>): Promise<readonly Accounted[] | null>;
  };
  /**
   * A first pipeline for what lies at a path; null where that is no such data. Absent where nothing is proposed.
   * @throws TlpError of what is wrong with data that are meant
   */
  propose?(path: string): Promise<Proposal | null>;
}

export interface FitOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onStage?: (message: string) => void;
}

export interface Fitted {
  readonly backbone: Backbone;
  /** What there is to say of how data and backbone go together. */
  readonly told: readonly Diagnostic[];
}

export interface SurveyWanted<P extends object = object> {
  readonly size: number;
  /** The largest that the network reads, where there is one. */
  readonly most: number | undefined;
  readonly preparation: P;
  /** Of the pipeline, for messages. */
  readonly file: string;
}

export interface Survey {
  /** A sentence for people. */
  readonly text: string;
  /** For programs, as plain JSON. */
  readonly facts: object;
  readonly warnings: readonly Diagnostic[];
}

export interface LongestWanted<P extends object = object> {
  /** The most that the network reads at once. */
  readonly size: number;
  readonly preparation: P;
  /** How many are wanted. */
  readonly many: number;
}

export interface LongExample {
  readonly id: string;
  readonly tokens: number;
  /** How many of them the network reads. */
  readonly read: number;
  /** Its beginning, for people. */
  readonly start: string;
}

export interface AccountWanted<P extends object = object> {
  /** `inputs -> logits`, dropout and all. */
  readonly network: Graph;
  readonly weights: Weights;
  readonly size: number;
  readonly preparation: P;
  /** Numbers that the network gives of an example. */
  readonly outputs: number;
  readonly engine: 'auto' | 'tensorflow' | 'portable';
  /** Of each example the output that was said, by its index, where that is one and known. */
  readonly said?: readonly (number | undefined)[];
}

export interface Accounted {
  /** What was said of the example, or the greatest of what the network gives, by its index. */
  readonly output: number;
  /** In order; their texts together are the example. Absent of what is no text. */
  readonly words?: readonly Word[];
  /** A picture that shows it, as a data URI. */
  readonly address?: string;
}

export interface Word {
  readonly text: string;
  /** How much it raised that number; null for what stands between words, and for what is not read. */
  readonly score: number | null;
}

export type PreparationForm = Readonly<Record<string, Shape<unknown>>>;

/** What the data block says beside what all data have. */
export type Choices<D extends Data> = Omit<D, keyof Data>;

export interface OpenOptions {
  /** Told how many of the examples have been read. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Reads every example to its end, not only where those that cannot be read are left out, and compares them. */
  readonly reads?: boolean;
  readonly check?: CheckOptions;
  /** What an earlier session of a run left out; it stays so, whatever it can be read by now. */
  readonly leftOut?: readonly LeftOutExample[];
}

export interface CheckOptions {
  /** Of the feature store. Defaults to `features` in the per-user cache. */
  readonly featureFolder?: string | undefined;
  /** Called before each example; throws to stop. */
  readonly onItem?: () => void;
}

export interface OpenedData<E extends Example = Example> {
  readonly dataSet: DataSet<E>;
  readonly warnings: readonly Diagnostic[];
  readonly leftOut: readonly LeftOutExample[];
}

export interface WholeData<I extends Item = Item> {
  readonly examples: readonly (I & Pick<Example, 'id' | 'target' | 'slices'>)[];
  readonly warnings: readonly Diagnostic[];
}

export interface ReaderOptions<D extends Data = Data> {
  /** Whose changes of examples are wanted. */
  readonly changing?: D;
  /** Whether items are read several times, so that it pays to keep them in memory. */
  readonly keeps?: boolean;
}

export interface Reader<I extends Item = Item> {
  /** Everything that decides what is fed of an item but its own bytes, as plain JSON: a part of the keys of stored features. */
  readonly key: Readonly<Record<string, unknown>>;
  /** What decides how items are changed, as plain JSON; null where they are taken as they are. */
  readonly changes: unknown;
  /** Batches in an order, read ahead of the consumer. @throws TlpError of items that cannot be read */
  read<J extends I>(items: readonly J[], options: ReadOptions<J>): AsyncIterable<ItemBatch>;
  /**
   * How long each item is, where a batch costs as much as its longest item: the trainer puts items of like length
   * together. Absent where all items cost the same.
   */
  lengths?(items: readonly I[]): Promise<ArrayLike<number>>;
  /**
   * Of items with words: where each is answered among the tokens that are fed, see `data/places.ts`. Undefined where they
   * have none, and absent where no items of the kind have.
   */
  places?(items: readonly I[]): Promise<readonly Int32Array[] | undefined>;
  /**
   * The items that each is read as, where long ones are read in parts: what a network says of an item is the mean of what it
   * says of its parts. Absent where every item is read as one.
   */
  parts?<J extends I>(items: readonly J[]): Promise<readonly (readonly J[])[]>;
  /**
   * The views by which each item is judged, itself among them: what a network says of it is the mean of what it says of these. Items
   * are trained on as they are. Absent where each is judged as it is.
   */
  views?<J extends I>(items: readonly J[]): Promise<readonly (readonly J[])[]>;
  /**
   * The items as they are trained on and judged, where that is not one by one: texts joined and divided anew. Absent where
   * each is read as it is.
   */
  joined?<J extends I>(items: readonly J[]): Promise<readonly J[]>;
  /** The feeds of a batch with each item mixed with the one before it. Absent where items cannot be mixed. */
  mix?(feeds: Feeds, mixing: Mixing): Feeds;
  /** What is wrong with the items that cannot be read. Each is tried once and remembered in the feature store. */
  check(
    items: readonly (I & { readonly hash: string })[],
    options: CheckOptions,
  ): Promise<readonly Diagnostic[]>;
  /** From now on, notes what items look like as they are read. Absent where such items are not compared. */
  watch?(options: CheckOptions): Watch;
  /** Gives back the memory that later readings would be served from. */
  release(): void;
}

export interface Watch {
  /**
   * Warns of examples that are nearly the same in two splits, and ends the watch. Reads those that were not read
   * meanwhile. @param path of the data
   */
  warnings(dataSet: DataSet, path: string): Promise<readonly Diagnostic[]>;
}

export interface ReadOptions<I extends Item = Item> {
  /** Items a batch; the last batch holds the rest. */
  readonly batch: number;
  /** Indices into the items, which may repeat. Defaults to all of them in order. */
  readonly order?: ArrayLike<number>;
  /** The keys from which an item's change is drawn, at its place in the order; absent where items are taken as they are. */
  readonly changeBy?: ((item: I, position: number) => readonly (number | string)[]) | undefined;
  /** Hears of each item that cannot be used; its batch then goes without it. Where absent, the first such item throws. */
  readonly onUnusable?: ((item: I, error: TlpError) => void) | undefined;
}

export interface ItemBatch {
  /** By the names of the network's inputs. */
  readonly feeds: Feeds;
  /** Index of each row in the items that were given; empty where none could be used. */
  readonly indices: Uint32Array;
  /** Gives the memory of the feeds to a batch to come, once nobody reads them any more. */
  readonly reuse?: () => void;
}

export interface Inputs<P extends object = object, I extends Item = Item> {
  /** @throws TlpError where the argument is not there, or has nothing to read */
  at(argument: string, preparation: P, source: InputSource): Promise<readonly I[]>;
}

/** How messages and paths call standard input. */
export const standardInput = '<stdin>';

export interface InputSource {
  readonly cwd: string;
  /** Whether the model answers word by word. */
  readonly byWord: boolean;
  /** All of standard input, which the argument `-` stands for. @throws TlpError TLP880 where it has no end */
  standardInput(): Promise<Uint8Array>;
  readonly onWarnings: (warnings: readonly Diagnostic[]) => Promise<void>;
}

/** A first pipeline for some data. */
export interface Proposal {
  /** Of what is proposed for. */
  readonly kind: string;
  /** The backbone that is usual; null where one must be named. */
  readonly usualBackbone: string | null;
  /** The pipeline's text, every choice with its reason beside it. @param seen a path as the file names it */
  text(name: string, backbone: Backbone, seen: (path: string) => string): string | Promise<string>;
  /** What was found, `2997 images in 9 classes`. @param near a path as people read it */
  summary(near: (path: string) => string): string;
  /** What there is to say of the data. */
  readonly warnings: readonly Diagnostic[];
}

/** An example as the report shows it. */
export type Shown =
  /** The address of an image, such as a data URI. */
  { readonly kind: 'image'; readonly address: string } | { readonly kind: 'text'; readonly text: string };
