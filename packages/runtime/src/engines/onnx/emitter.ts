/**
 * Writes an inference graph as ONNX. Feature maps are NCHW there, so the emitter turns the layout at the graph's
 * border and lays kernels out as ONNX wants them; padding is written out in pixels, biases go into convolutions.
 */
import { type Padding, windowSize } from '@tlp/language/graph/ops/convolution.js';
import { fixed } from '@tlp/language/graph/shape.js';
import type { GraphNode, Ref, Shape } from '@tlp/language/graph/types.js';
import type { KnownValue } from '../../compile/known-values.js';
import { attr } from '../../ops/node.js';
import { samePadding } from '../../ops/same-padding.js';

export type OnnxAttr = number | readonly number[] | string;

export interface OnnxNode {
  readonly op: string;
  readonly name: string;
  inputs: string[];
  readonly output: string;
  readonly attrs: Readonly<Record<string, OnnxAttr>>;
}

export interface OnnxInitializer {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array | BigInt64Array;
}

export class OnnxEmitter {
  readonly nodes: OnnxNode[] = [];
  readonly initializers: OnnxInitializer[] = [];
  readonly #makers = new Map<string, OnnxNode>();
  readonly #initializerNames = new Set<string>();
  readonly #readers: ReadonlyMap<string, number>;

  constructor(
    /** Shapes of the IR's values, NHWC. */
    private readonly shapes: ReadonlyMap<Ref, Shape>,
    /** Parameters and what folding made of them, by IR name. */
    private readonly known: ReadonlyMap<Ref, KnownValue>,
    readers: ReadonlyMap<string, number>,
  ) {
    this.#readers = readers;
  }

  node(
    op: string,
    name: string,
    inputs: readonly string[],
    attrs: Readonly<Record<string, OnnxAttr>> = {},
  ): string {
    const node = { op, name, inputs: inputs.map((i) => this.#value(i)), output: name, attrs };
    this.nodes.push(node);
    this.#makers.set(name, node);
    return name;
  }

  initializer(name: string, shape: readonly number[], data: Float32Array | BigInt64Array): string {
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

  /** A vector over channels, shaped so that it broadcasts over a value of that rank. */
  channelwise(ref: string, rank: number): string {
    if (rank !== 4) return this.#value(ref);
    const { shape, data } = this.#knownValue(ref);
    if (shape.length > 1) throw new Error(`${ref} is no vector over channels.`);
    return this.initializer(`${ref}/channels`, [shape[0] ?? 1, 1, 1], data);
  }

  /** Inputs of a broadcasting op: vectors that meet feature maps are shaped as channels. */
  alignRanks(node: GraphNode, inputs: readonly string[]): string[] {
    const rank = node.outputs[0]!.shape.length;
    return inputs.map((ref) => (rank === 4 && this.known.has(ref) ? this.channelwise(ref, 4) : ref));
  }

  convolution(node: GraphNode, x: string, kernel: string, kind: 'conv2d' | 'depthwise'): string {
    const { shape, data } = this.#knownValue(kernel);
    const [kh = 0, kw = 0, channels = 0] = shape;
    const outputs = kind === 'conv2d' ? shape[3]! : channels * shape[3]!;
    const laidOut = kind === 'conv2d' ? transposeHwio(data, shape) : transposeDepthwise(data, shape);
    const perGroup = kind === 'conv2d' ? channels : 1;
    const weight = this.initializer(`${kernel}/onnx`, [outputs, perGroup, kh, kw], laidOut);
    return this.node('Conv', node.name, [x, weight], {
      ...this.#window(node, [kh, kw]),
      group: kind === 'conv2d' ? 1 : channels,
    });
  }

  pool(op: 'MaxPool' | 'AveragePool', node: GraphNode, x: string): string {
    return this.node(op, node.name, [x], this.#window(node, attr<[number, number]>(node, 'size')));
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
    const axes = attr<number[]>(node, 'axes').map((axis) => (rank === 4 ? [0, 2, 3, 1][axis]! : axis));
    const keepdims = Number(attr<boolean>(node, 'keepDims'));
    // From opset 13 on ReduceSum takes its axes as an input, the others as an attribute until opset 18.
    if (op === 'ReduceSum') return this.node(op, node.name, [x, this.int64s(axes)], { keepdims });
    return this.node(op, node.name, [x], { axes, keepdims });
  }

  reshape(node: GraphNode, x: string): string {
    const [from, to] = [this.#shape(node.inputs[0]!), node.outputs[0]!.shape];
    const dims = to.map((d) => (d === 'batch' ? -1 : d));
    const source = from.length === 4 ? this.toNhwc(x, `${node.name}/nhwc`) : x;
    const reshaped = this.node('Reshape', `${node.name}/rows`, [source, this.int64s(dims)]);
    return to.length === 4 ? this.toNchw(reshaped, node.name) : this.node('Identity', node.name, [reshaped]);
  }

  toNhwc(x: string, name: string): string {
    return this.node('Transpose', name, [x], { perm: [0, 2, 3, 1] });
  }

  toNchw(x: string, name: string): string {
    return this.node('Transpose', name, [x], { perm: [0, 3, 1, 2] });
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

  #knownValue(ref: Ref): KnownValue {
    const value = this.known.get(ref);
    if (!value) throw new Error(`${ref} is not known while the graph is written.`);
    return value;
  }

  #shape(ref: Ref): Shape {
    const shape = this.shapes.get(ref);
    if (!shape) throw new Error(`No value named ${ref}.`);
    return shape;
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
