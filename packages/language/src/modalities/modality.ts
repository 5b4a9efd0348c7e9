/**
 * A modality: a kind of data that a network can read, such as images. All that the language knows of one stands in a
 * folder here; `index.ts` lists them. What reads the data itself is the runtime's (`packages/runtime/src/modalities`).
 */
import type { Backbone } from '../backbones/card.js';
import type { ListedRule } from '../checks/checked.js';
import type { LookBudget } from '../data/look.js';
import type { DataSeen } from '../data/seen.js';
import type { SourceFiles } from '../files.js';
import type { PropertyName } from '../resolve/names.js';
import type { Data } from '../resolve/pipeline.js';
import type { PathKind, Spec, Specs, ValueType } from '../schema/types.js';
import type { Steps } from '../steps.js';
import type { Noun } from './noun.js';

export interface Modality<D extends Data = Data> {
  /** The word after `data`: `images` in `data images("photos")`. */
  readonly kind: D['kind'];
  /** One example of it, and several, within a sentence. */
  readonly noun: Noun;
  /** Its call after `data`, whose one argument is where the data are. */
  readonly source: {
    readonly doc: string;
    readonly example: string;
    readonly path: { readonly names: PathKind; readonly doc: string; readonly example: string };
  };
  /** The properties of the `data` block that only this kind of data has. */
  readonly properties: OwnProperties<D>;
  /**
   * The one of them that names the column with the files, where a table may label the data. Absent where the data are
   * no files: then no table does.
   */
  readonly fileColumn?: string;
  /**
   * The one of them that names the columns that an example is made of, where the path may be that of a table and its rows are the
   * examples. Absent where no table is the data.
   */
  readonly rowColumns?: string;
  /** What an input's size is measured in, as it stands behind a number: `px`. */
  readonly unit: string;
  /** The property of a `backbone` that says how large the input is. */
  readonly input: { readonly type: ValueType<number>; readonly doc: string; readonly example: string };
  /** A backbone's preprocessing in words, as a clause. */
  preprocessing(form: object): string;
  /** The preprocessing of that name, with what a name leaves open taken from that of the weights. Absent where none has a name. */
  preprocessingNamed?(name: string, trained: object): object;
  /**
   * A backbone for examples of the form that the data of a pipeline or the preparation of a model say, such as images of one
   * channel; the card itself where they have the usual form. Absent where there is but one.
   */
  backboneFor?(backbone: Backbone, chosen: object): Backbone;
  /** Fields of the data that decide only which examples there are, which shows in the examples themselves. */
  readonly choosing: readonly string[];
  /** How training examples are changed from epoch to epoch; null where they are taken as they are. */
  changes(data: D): Changes | null;
  /** How many views of an example the network sees where it judges one. Absent where that is always one. */
  judgedViews?(data: D): number;
  /** Whether the mean of two examples is an example, as of images; absent where it is not. */
  readonly mixable?: true;
  /**
   * What the data hold, as far as names tell, a folder a step; undefined where nothing can be seen, though it may be
   * there. Absent where it takes reading the data.
   */
  look?(files: SourceFiles, data: D, budget: LookBudget): Steps<DataSeen | undefined>;
  /** What the data seem to say of the input's size, in a few words and in full; undefined where that is nothing. */
  fit?(seen: DataSeen, data: D, inputSize: number, preprocessing: object): InputFit | undefined;
  /** The rules about this kind of data, each with `applies`. */
  readonly rules: readonly ListedRule<never>[];
  readonly backbones: readonly Backbone[];
}

/** The properties whose values the resolved data hold beside the shared ones. */
export type OwnProperties<D extends Data> = Specs & {
  readonly [Field in Exclude<keyof D, keyof Data> & string as PropertyName<Field>]: Spec<D[Field]>;
};

export interface InputFit {
  /** `≈ 6% are cut`. */
  readonly short: string;
  readonly full: string;
  /** In how many parts an example is read, on the average; absent where each is read as one. */
  readonly parts?: number;
}

export interface Changes {
  /** Views of each example that are made once and stored; null where every epoch draws fresh ones. */
  readonly stored: number | null;
}
