import { parseRef } from './shape.js';
import type {
  AttentionRole,
  Attrs,
  Block,
  DType,
  Graph,
  GraphNode,
  Layer,
  OpDefinition,
  Parameter,
  ParameterOrigin,
  Ref,
  TensorType,
} from './types.js';

interface ConstantType {
  readonly dtype?: DType;
  readonly shape?: readonly number[];
}

/** Where nodes that are being added belong. */
interface Scope {
  readonly layer?: string | undefined;
  readonly block?: string | undefined;
}

interface LayerOptions {
  /** Of the layer's parameters; that of the block where it is left out. */
  readonly origin?: ParameterOrigin;
  readonly attention?: AttentionRole | undefined;
}

interface BlockOptions extends Pick<LayerOptions, 'origin'> {
  readonly residual?: boolean;
}

/**
 * Builds a graph front to back. Every node's type is inferred as it is added, so a graph that was built
 * is well-typed. Backbones and heads are functions that take a builder and a value and return a value.
 */
export class GraphBuilder {
  readonly #nodes: GraphNode[] = [];
  readonly #types = new Map<string, readonly TensorType[]>();
  readonly #inputs: string[] = [];
  readonly #parameters: Parameter[] = [];
  readonly #layers: Layer[] = [];
  readonly #blocks: Block[] = [];
  #scope: Scope = {};
  #origin: ParameterOrigin = 'pretrained';
  #again = false;

  /** A builder that continues a finished graph: its nodes, parameters, layers and blocks come first. */
  static from(graph: Graph): GraphBuilder {
    const builder = new GraphBuilder();
    for (const node of graph.nodes) builder.#push(node);
    builder.#inputs.push(...graph.inputs);
    builder.#parameters.push(...graph.parameters);
    builder.#layers.push(...graph.layers);
    builder.#blocks.push(...graph.blocks);
    return builder;
  }

  /** A value fed from outside: a batch of images, of features, of labels, of dropout masks. */
  input(name: string, type: TensorType): Ref {
    this.#inputs.push(name);
    return this.#push({ name, op: 'input', inputs: [], attrs: {}, outputs: [type] });
  }

  /** A trained or frozen tensor of the current layer and block, named `layer/name`. */
  parameter(
    name: string,
    shape: readonly number[],
    role: Parameter['role'],
    initializer: Parameter['initializer'],
  ): Ref {
    const { layer, block } = this.#scope;
    if (layer === undefined || block === undefined) {
      throw new Error(`Parameter ${name} stands outside a layer or block.`);
    }
    const full = `${layer}/${name}`;
    if (this.#again && this.#types.has(full)) {
      if (`${this.type(full).shape}` === `${shape}`) return full;
      throw new Error(`Parameter ${full} is [${this.type(full).shape}] and [${shape}].`);
    }
    this.#parameters.push({ name: full, shape, role, origin: this.#origin, layer, block, initializer });
    return this.#push({
      name: full,
      op: 'parameter',
      inputs: [],
      attrs: {},
      outputs: [{ dtype: 'float32', shape }],
      ...this.#scope,
    });
  }

  /** Numbers known at compile time: a float scalar or vector, unless a type says otherwise. */
  constant(
    name: string,
    value: number | readonly number[],
    { dtype = 'float32', shape = typeof value === 'number' ? [] : [value.length] }: ConstantType = {},
  ): Ref {
    const values = typeof value === 'number' ? [value] : value;
    const size = shape.reduce((n, d) => n * d, 1);
    if (values.length !== size) throw new Error(`${name}: ${values.length} values for a size of ${size}.`);
    return this.#push({
      name: this.unique(name),
      op: 'constant',
      inputs: [],
      attrs: { values, shape, ...(dtype === 'float32' ? {} : { dtype }) },
      outputs: [{ dtype, shape }],
      ...this.#scope,
    });
  }

  /** Applies an op; the result's first output is returned (`${ref}:1` is the second). */
  apply<A extends Attrs>(op: OpDefinition<A>, inputs: readonly Ref[], attrs: A, name: string = op.name): Ref {
    const types = inputs.map((ref) => this.type(ref));
    return this.#push({
      name: this.unique(this.#scope.layer ? `${this.#scope.layer}/${name}` : name),
      op: op.name,
      inputs,
      attrs,
      outputs: op.infer(types, attrs),
      ...this.#scope,
    });
  }

  /** Runs `build` with the current layer set; layers are what `first(N)` counts. */
  layer<T>(name: string, kind: string, build: () => T, options: LayerOptions = {}): T {
    const outer = this.#scope;
    const first = this.#parameters.length;
    this.#scope = { ...outer, layer: name };
    const result = this.#from(options, build);
    this.#scope = outer;
    if (this.#again && this.#layers.some((known) => known.name === name)) return result;
    const parameters = this.#parameters.slice(first).map((p) => p.name);
    const { attention } = options;
    this.#layers.push({ name, kind, block: outer.block ?? '', parameters, ...(attention && { attention }) });
    return result;
  }

  /** Runs `build` as a named block whose result is the block's output. */
  block(name: string, build: () => Ref, { residual, ...options }: BlockOptions = {}): Ref {
    const outer = this.#scope;
    const first = this.#layers.length;
    this.#scope = { block: name };
    const output = this.#from(options, build);
    this.#scope = outer;
    const layers = this.#layers.slice(first).map((l) => l.name);
    this.#blocks.push({ name, layers, output, ...(residual === undefined ? {} : { residual }) });
    return output;
  }

  /**
   * Runs `build` with the layers of the same names that are there already, and their parameters: for networks that apply one
   * layer several times.
   */
  again<T>(build: () => T): T {
    const outer = this.#again;
    this.#again = true;
    const result = build();
    this.#again = outer;
    return result;
  }

  /** Runs `build` with the origin of its parameters set. */
  #from<T>({ origin }: LayerOptions, build: () => T): T {
    const outer = this.#origin;
    this.#origin = origin ?? outer;
    const result = build();
    this.#origin = outer;
    return result;
  }

  /** Runs `build` in the layer and block of a node: for passes that put others in its place. */
  within<T>(node: Pick<GraphNode, 'layer' | 'block'>, build: () => T): T {
    const outer = this.#scope;
    this.#scope = { layer: node.layer, block: node.block };
    const result = build();
    this.#scope = outer;
    return result;
  }

  /**
   * Adds a graph that was built elsewhere, its inputs replaced by values of this one.
   * @returns the values of its outputs
   */
  graft(graph: Graph, inputs: Readonly<Record<string, Ref>>): readonly Ref[] {
    const value = (ref: Ref): Ref => inputs[ref] ?? ref;
    for (const node of graph.nodes) {
      if (node.op !== 'input') this.#push({ ...node, inputs: node.inputs.map(value) });
    }
    this.#parameters.push(...graph.parameters);
    this.#layers.push(...graph.layers);
    this.#blocks.push(...graph.blocks);
    return graph.outputs.map(value);
  }

  /** Takes over a finished node as it is. */
  keep(node: GraphNode): Ref {
    return this.#push(node);
  }

  type(ref: Ref): TensorType {
    const { node, output } = parseRef(ref);
    const type = this.#types.get(node)?.[output];
    if (!type) throw new Error(`No value named ${ref}.`);
    return type;
  }

  /** The name itself, or with `_2`, `_3` … where it is taken. */
  unique(name: string): string {
    if (!this.#types.has(name)) return name;
    for (let n = 2; ; n++) if (!this.#types.has(`${name}_${n}`)) return `${name}_${n}`;
  }

  finish(outputs: readonly Ref[]): Graph {
    return {
      nodes: [...this.#nodes],
      inputs: [...this.#inputs],
      outputs,
      parameters: [...this.#parameters],
      layers: [...this.#layers],
      blocks: [...this.#blocks],
    };
  }

  #push(node: GraphNode): Ref {
    if (this.#types.has(node.name)) throw new Error(`Two nodes are named ${node.name}.`);
    this.#nodes.push(node);
    this.#types.set(node.name, node.outputs);
    return node.name;
  }
}
