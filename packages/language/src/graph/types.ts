/**
 * The op IR: a graph is plain, JSON-able data. A node applies one op to the outputs of earlier nodes;
 * nodes are stored in topological order, so a reader or an evaluator walks the list once.
 * Layout is NHWC for images; convolution kernels are HWIO, as TensorFlow has them.
 */

export type DType = 'float32' | 'int32';

/**
 * A size that is known only when a graph is fed: `batch` examples, `tokens` of each (texts of a batch are padded to one
 * length), the `judged` ones of these, where only some are to be told, and `rows`, which is the batch times whatever dimensions a
 * `reshape` has put into it.
 */
export type SymbolicDim = 'batch' | 'tokens' | 'judged' | 'rows';

export type Dim = number | SymbolicDim;

export type Shape = readonly Dim[];

export interface TensorType {
  readonly dtype: DType;
  readonly shape: Shape;
}

/** The name of a value: a node's name for its first output, `name:1` for its second, and so on. */
export type Ref = string;

export type Attr = number | string | boolean | readonly Dim[] | readonly (readonly number[])[];

export type Attrs = Readonly<Record<string, Attr>>;

export interface GraphNode {
  /** Unique in the graph, slash-separated: `backbone/block1/0/conv`. */
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly Ref[];
  readonly attrs: Attrs;
  readonly outputs: readonly TensorType[];
  /** The layer this node belongs to (see {@link Layer}); absent for glue such as a residual `add`. */
  readonly layer?: string;
  /** The block this node belongs to; `head` for the head, absent for inputs and parameters of no block. */
  readonly block?: string;
}

/**
 * What a parameter does in its layer. Weight decay, training and the checks of weight files ask for it, see
 * `parameters.ts`. `scale`, `offset`, `mean` and `variance` are those of a normalization; an `embedding` is looked up, a
 * row a word; a `token` is a vector or a row of vectors that is added to the sequence or put before it (the class token,
 * the embeddings of positions). A `constant` came with a network and is never trained: a mask, a fixed filter.
 */
export type ParameterRole =
  | 'kernel'
  | 'bias'
  | 'scale'
  | 'offset'
  | 'mean'
  | 'variance'
  | 'embedding'
  | 'token'
  | 'constant';

/** Where a parameter's first value comes from: a weight file, or chance; adapters are fresh and sit in pretrained layers. */
export type ParameterOrigin = 'pretrained' | 'fresh' | 'adapter';

/**
 * How a fresh value is drawn; a truncated normal is cut off at two deviations. The rows of an `orthogonal` matrix are, where it
 * has no more rows than columns, and else its columns. `parts` are equal stretches of a vector, each of one value.
 */
export type Initializer =
  | 'glorot_uniform'
  | 'he_normal'
  | 'orthogonal'
  | 'zeros'
  | 'ones'
  | { readonly kind: 'truncated_normal'; readonly deviation: number }
  /** Between `-limit` and `limit`. */
  | { readonly kind: 'uniform'; readonly limit: number }
  | { readonly kind: 'parts'; readonly values: readonly number[] }
  | { readonly kind: 'constant'; readonly value: number };

export interface Parameter {
  /** Unique in the graph; also the name of the `parameter` node that reads it. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly role: ParameterRole;
  readonly origin: ParameterOrigin;
  readonly layer: string;
  readonly block: string;
  /** Used where no pretrained weights exist. */
  readonly initializer: Initializer;
}

/** A named layer: the unit of `first(N)` and of what `tlp backbones` lists. A layer has parameters. */
export interface Layer {
  readonly name: string;
  /** `conv2d`, `depthwise_conv2d`, `batch_norm`, `dense` … as users of Keras and PyTorch know them. */
  readonly kind: string;
  readonly block: string;
  readonly parameters: readonly string[];
  /** Present where it is one of the dense layers of attention. */
  readonly attention?: AttentionRole;
}

/** What a dense layer does in attention. */
export interface AttentionRole {
  readonly part: 'query' | 'key' | 'value' | 'output';
  /** The same for all layers whose kernels the reference keeps side by side in one matrix; absent for one of its own. */
  readonly matrix?: string;
}

/** A named block: the unit of freeze ranges, in order from the input to the output. */
export interface Block {
  readonly name: string;
  readonly layers: readonly string[];
  /** The block's output value. */
  readonly output: Ref;
  /** True where the block holds a residual connection inside, so that it can't be cut within. */
  readonly residual?: boolean;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  /** Names of `input` nodes, in order. */
  readonly inputs: readonly string[];
  readonly outputs: readonly Ref[];
  readonly parameters: readonly Parameter[];
  readonly layers: readonly Layer[];
  readonly blocks: readonly Block[];
}

/** What an op means to the language: its name and how its outputs' types follow from its inputs'. */
export interface OpDefinition<A extends Attrs = Attrs> {
  readonly name: string;
  /**
   * Types of the outputs.
   * @throws ShapeError when the inputs do not fit the op.
   */
  infer(inputs: readonly TensorType[], attrs: A): readonly TensorType[];
}

/** Thrown by shape inference; the message states the op, the shapes and what would fit. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';
}
