/**
 * Writes an inference graph as ONNX. Windows slide over NCHW there, so a value is turned where a convolution or a pool
 * first reads it; what is computed of it stays a map, channels second, until an op asks for the order of the IR. Every
 * other value is laid out as in the IR, whatever its rank. Kernels are laid out as ONNX wants them, padding is written
 * out in pixels, biases go into convolutions.
 */
import { type Padding, windowSize } from '@tlp/language/graph/ops/convolution.js';
import { fixed } from '@tlp/language/graph/shape.js';
import type { GraphNode, Ref, Shape, TensorType } from '@tlp/language/graph/types.js';
import type { KnownValue } from '../../compile/known-values.js';
import { attr } from '../../ops/node.js';
import { samePadding } from '../../ops/same-padding.js';

/** A number is an integer unless it is said to be a float. */
export type OnnxAttr =
  | number
  | readonly number[]
  | string
  | { readonly float: number }
  | { readonly floats: readonly number[] };

export interface OnnxNode {
  readonly op: string;
  readonly name: string;
  inputs: string[];
  readonly outputs: readonly string[];
  readonly attrs: Readonly<Record<string, OnnxAttr>>;
}

export interface OnnxInitializer {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array | BigInt64Array;
}

export class OnnxEmitter {
  readonly nodes: OnnxNode[] = [];
  readonly initializers: OnnxInitializer[] = [];
  readonly #makers = new Map<string, OnnxNode>();
  readonly #initializerNames = new Set<string>();
  /** Values that are laid out as maps, channels second. */
  readonly #maps = new Set<string>();
  readonly #readers: ReadonlyMap<string, number>;

  constructor(
    /** Types of the IR's values, NHWC. */
    private readonly types: ReadonlyMap<Ref, TensorType>,
    /** Parameters and what folding made of them, by IR name. */
    private readonly known: ReadonlyMap<Ref, KnownValue>,
    readers: ReadonlyMap<string, number>,
  ) {
    this.#readers = readers;
  }

  /** Adds a node of one output, a map where one of its inputs is. */
  node(
    op: string,
    name: string,
    inputs: readonly string[],
    attrs: Readonly<Record<string, OnnxAttr>> = {},
  ): string {
    return this.several(op, name, inputs, 1, attrs)[0]!;
  }

  /** Adds a node of several outputs: `name`, `name:1` … */
  several(
    op: string,
    name: string,
    inputs: readonly string[],
    count: number,
    attrs: Readonly<Record<string, OnnxAttr>> = {},
  ): readonly string[] {
    const outputs = Array.from({ length: count }, (_, i) => (i === 0 ? name : `${name}:${i}`));
    const node = { op, name, inputs: inputs.map((i) => this.#value(i)), outputs, attrs };
    this.nodes.push(node);
    this.#makers.set(name, node);
    if (inputs.some((input) => this.#maps.has(input))) for (const output of outputs) this.#maps.add(output);
    return outputs;
  }

  initializer(name: string, shape: readonly number[], data: OnnxInitializer['data']): string {
    if (!this.#initializerNames.has(name)) {
      this.#initializerNames.add(name);
      this.initializers.push({ name, shape, data });
    }
    return name;
  }

  scalar(value: number): string {
    return this.initializer(`scalar_${value}`, [], Float32Array.of(value));
  }

  int64s(values: readonly number[]): string {
    const name = `ints_${values.join('_')}`;
    return this.initializer(name, [values.length], BigInt64Array.from(values.map(BigInt)));
  }

  int64(value: number): string {
    return this.initializer(`int_${value}`, [], BigInt64Array.of(BigInt(value)));
  }

  /** The size of an axis of the IR, an int64 scalar or a vector of one. */
  size(name: string, value: string, axis: number, form: 'scalar' | 'vector' = 'scalar'): string {
    const shape = this.node('Shape', `${name}/shape`, [this.plain(value)]);
    return this.node('Gather', name, [shape, form === 'scalar' ? this.int64(axis) : this.int64s([axis])], {
      axis: 0,
    });
  }

  /** Whether a value is laid out as a map. */
  isMap(value: string): boolean {
    return this.#maps.has(value);
  }

  /** The value as a map `[N,C,H,W]`. */
  map(value: string): string {
    if (this.isMap(value)) return value;
    const name = `${value}/nchw`;
    return this.#makers.has(name) ? name : this.toNchw(value, name);
  }

  /** The value in the order of the IR. */
  plain(value: string, name = `${value}/nhwc`): string {
    if (!this.isMap(value)) return value;
    return this.#makers.has(name) ? name : this.toNhwc(value, name);
  }

  /** Where an axis of the IR lies in a value of that rank. */
  axis(value: string, axis: number, rank: number): number {
    const at = axis < 0 ? axis + rank : axis;
    return this.isMap(value) ? [0, 2, 3, 1][at]! : axis;
  }

  /** A vector over channels, shaped so that it broadcasts over a value. */
  channelwise(ref: string, value: string): string {
    if (!this.isMap(value)) return this.#value(ref);
    const { shape, data } = this.valueOf(ref);
    if (shape.length > 1) throw new Error(`${ref} is no vector over channels.`);
    return this.initializer(`${ref}/channels`, [shape[0] ?? 1, 1, 1], data);
  }

  /** Inputs of a broadcasting op. Where one is a map, vectors that are known are shaped as channels, else all are plain. */
  align(inputs: readonly string[], types: readonly TensorType[]): readonly string[] {
    if (!inputs.some((input) => this.isMap(input))) return inputs;
    const fits = inputs.every((input, i) => {
      const rank = types[i]!.shape.length;
      return rank === 4 ? !this.known.has(input) : this.known.has(input) && rank <= 1;
    });
    if (!fits) return inputs.map((input) => this.plain(input));
    const map = inputs.find((input) => this.isMap(input))!;
    return inputs.map((input) => (this.known.has(input) ? this.channelwise(input, map) : this.map(input)));
  }

  convolution(node: GraphNode, x: string, kernel: string, kind: 'conv2d' | 'depthwise'): string {
    const { shape, data } = this.valueOf(kernel);
    if (data instanceof Int32Array) throw new Error(`${kernel} is no kernel of floats.`);
    const [kh = 0, kw = 0, share = 0] = shape;
    const channels = fixed(this.#shape(node.inputs[0]!)[3], node.name);
    const outputs = kind === 'conv2d' ? shape[3]! : channels * shape[3]!;
    const laidOut = kind === 'conv2d' ? transposeHwio(data, shape) : transposeDepthwise(data, shape);
    const perGroup = kind === 'conv2d' ? share : 1;
    const weight = this.initializer(`${kernel}/onnx`, [outputs, perGroup, kh, kw], laidOut);
    return this.node('Conv', node.name, [this.map(x), weight], {
      ...this.#window(node, [kh, kw]),
      group: channels / perGroup,
    });
  }

  pool(op: 'MaxPool' | 'AveragePool', node: GraphNode, x: string): string {
    return this.node(op, node.name, [this.map(x)], this.#window(node, attr<[number, number]>(node, 'size')));
  }

  /** Puts a bias into the convolution that made `x`, where nothing else reads it. */
  fuseBias(x: string, bias: string): string | null {
    const maker = this.#makers.get(x);
    const value = this.known.get(bias);
    const alone = (this.#readers.get(x) ?? 0) === 1;
    if (!maker || !value || !alone || !['Conv', 'Gemm'].includes(maker.op) || maker.inputs.length !== 2)
      return null;
    maker.inputs.push(this.initializer(bias, [value.shape.at(-1)!], value.data));
    return x;
  }

  reduce(op: string, node: GraphNode, x: string): string {
    const rank = this.#shape(node.inputs[0]!).length;
    const over = attr<number[]>(node, 'axes');
    const keepdims = Number(attr<boolean>(node, 'keepDims'));
    // Without the pixels' axes what is left of a map has an order of its own; one that keeps a pixel's axis is no map.
    const whole = keepdims === 1 || (over.includes(1) && over.includes(2));
    const value = whole ? x : this.plain(x);
    const axes = over.map((axis) => this.axis(value, axis, rank));
    // From opset 13 on ReduceSum takes its axes as an input, the others as an attribute until opset 18.
    const reduced =
      op === 'ReduceSum'
        ? this.node(op, node.name, [value, this.int64s(axes)], { keepdims })
        : this.node(op, node.name, [value], { axes, keepdims });
    if (keepdims === 0) this.#maps.delete(reduced);
    return reduced;
  }

  reshape(node: GraphNode, x: string): string {
    const [from, to] = [this.#shape(node.inputs[0]!), node.outputs[0]!.shape];
    const last = to.findLastIndex((dim) => typeof dim !== 'number');
    const dims = to.map((dim, i) => {
      if (typeof dim === 'number') return dim;
      if (i === last) return -1;
      // 0 takes the size of the same axis of the input.
      if (from[i] !== dim)
        throw new Error(`${node.name}: the size of ${dim} is not that of axis ${i} before.`);
      return 0;
    });
    return this.node('Reshape', node.name, [this.plain(x, `${node.name}/nhwc`), this.int64s(dims)]);
  }

  toNhwc(x: string, name: string): string {
    const turned = this.node('Transpose', name, [x], { perm: [0, 2, 3, 1] });
    this.#maps.delete(turned);
    return turned;
  }

  toNchw(x: string, name: string): string {
    const turned = this.node('Transpose', name, [x], { perm: [0, 3, 1, 2] });
    this.#maps.add(turned);
    return turned;
  }

  /** A value that is known. @throws Error for any other */
  valueOf(ref: Ref): KnownValue {
    const value = this.known.get(ref);
    if (!value) throw new Error(`${ref} is not known while the graph is written.`);
    return value;
  }

  #window(node: GraphNode, window: readonly [number, number]) {
    const [, h, w] = this.#shape(node.inputs[0]!);
    const strides = attr<[number, number]>(node, 'strides');
    const padding = attr<Padding>(node, 'padding');
    const sides = [fixed(h, node.name), fixed(w, node.name)].map((size, i): readonly [number, number] => {
      windowSize(size, window[i]!, strides[i]!, typeof padding === 'string' ? padding : padding[i]!);
      if (padding === 'valid') return [0, 0];
      return padding === 'same' ? samePadding(size, window[i]!, strides[i]!) : padding[i]!;
    });
    const pads = [sides[0]![0], sides[1]![0], sides[0]![1], sides[1]![1]];
    return { kernel_shape: [...window], strides: [...strides], pads };
  }

  /** Known values become initializers the first time a node reads them as they are. */
  #value(ref: string): string {
    const known = this.known.get(ref);
    return known && !this.#initializerNames.has(ref) ? this.initializer(ref, known.shape, known.data) : ref;
  }

  #shape(ref: Ref): Shape {
    const type = this.types.get(ref);
    if (!type) throw new Error(`No value named ${ref}.`);
    return type.shape;
  }
}

/** `[kh,kw,in,out] -> [out,in,kh,kw]`. */
function transposeHwio(
  data: Float32Array,
  [kh = 0, kw = 0, cin = 0, cout = 0]: readonly number[],
): Float32Array {
  const out = new Float32Array(data.length);
  for (let p = 0; p < kh * kw; p++) {
    for (let i = 0; i < cin; i++) {
      for (let o = 0; o < cout; o++) out[(o * cin + i) * kh * kw + p] = data[(p * cin + i) * cout + o]!;
    }
  }
  return out;
}

/** `[kh,kw,C,M] -> [C·M,1,kh,kw]`. */
function transposeDepthwise(
  data: Float32Array,
  [kh = 0, kw = 0, c = 0, m = 0]: readonly number[],
): Float32Array {
  const out = new Float32Array(data.length);
  for (let p = 0; p < kh * kw; p++) {
    for (let i = 0; i < c * m; i++) out[i * kh * kw + p] = data[p * c * m + i]!;
  }
  return out;
}
