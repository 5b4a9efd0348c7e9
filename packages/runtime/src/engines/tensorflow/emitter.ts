import { symbols } from '@tlp/language/graph/shape.js';
import type { Shape, TensorType } from '@tlp/language/graph/types.js';
import {
  type AttrValue,
  bool,
  type GraphDefNode,
  shapeProto,
  type TensorFlowType,
  tensorContent,
  type,
} from './proto-values.js';

const int32 = type('int32');

/** Collects the nodes of a TensorFlow GraphDef. Tensors are named as TensorFlow does: `node` or `node:1`. */
export class TensorFlowEmitter {
  readonly nodes: GraphDefNode[] = [];
  readonly #byName = new Map<string, GraphDefNode>();
  readonly #constants = new Map<string, string>();
  readonly #shared = new Map<string, unknown>();
  /** The product of all rows that a tensor is, in another shape with the same last axis. */
  readonly rows = new Map<string, string>();

  /** Adds a node; its name is made unique. Inputs that start with `^` are control inputs. */
  node(
    op: string,
    name: string,
    inputs: readonly string[],
    attr: Readonly<Record<string, AttrValue>> = {},
  ): string {
    const unique = this.#unique(name.replace(/[^A-Za-z0-9_.\-/]/g, '_'));
    const node = { name: unique, op, input: [...inputs], attr };
    this.nodes.push(node);
    this.#byName.set(unique, node);
    return unique;
  }

  /** The node that makes a tensor; undefined for a second output. */
  find(tensor: string): GraphDefNode | undefined {
    return this.#byName.get(tensor);
  }

  /** A node whose type attribute is `T: float`, as most arithmetic has it. */
  float(
    op: string,
    name: string,
    inputs: readonly string[],
    attr: Readonly<Record<string, AttrValue>> = {},
  ): string {
    return this.node(op, name, inputs, { T: type('float32'), ...attr });
  }

  /** A constant tensor; equal small constants are one node. */
  constant(values: readonly number[], shape: readonly number[], dtype: TensorFlowType = 'float32'): string {
    const key = `${dtype}[${shape}]${values}`;
    const known = this.#constants.get(key);
    if (known) return known;
    const name = this.node('Const', 'const', [], {
      dtype: type(dtype),
      value: { tensor: tensorContent(values, shape, dtype) },
    });
    this.#constants.set(key, name);
    return name;
  }

  scalar(value: number, dtype: TensorFlowType = 'float32'): string {
    return this.constant([value], [], dtype);
  }

  ints(...values: number[]): string {
    return this.constant(values, [values.length], 'int32');
  }

  placeholder(name: string, { dtype, shape }: TensorType): string {
    return this.node('Placeholder', name, [], { dtype: type(dtype), shape: { shape: shapeProto(shape) } });
  }

  /**
   * The values of `x` in another shape. One of its sizes may be open; the others that are not known are read off a
   * tensor that has them, `x` itself or another, whose type is then needed.
   */
  reshape(name: string, x: string, shape: Shape, from?: TensorType, like = x): string {
    const attrs = { T: type(from?.dtype ?? 'float32'), Tshape: int32 };
    const open = this.ints(...shape.map((dim) => (typeof dim === 'number' ? dim : -1)));
    const sizes = symbols(shape).length > 1 && from ? this.#sizes(name, like, shape, from) : open;
    return this.node('Reshape', name, [x, sizes], attrs);
  }

  /** The shape as a tensor: the last symbolic size is left open, those before it are taken from `like`. */
  #sizes(name: string, like: string, shape: Shape, from: TensorType): string {
    const actual = this.shape(`${name}/from`, like, from.dtype);
    const last = shape.findLastIndex((dim) => typeof dim !== 'number');
    const pieces = shape.map((dim, i) => {
      if (typeof dim === 'number' || i === last) return this.ints(typeof dim === 'number' ? dim : -1);
      const axis = from.shape.indexOf(dim);
      if (axis < 0) throw new Error(`${name}: the size of ${dim} is nowhere in [${from.shape}].`);
      return this.pick(`${name}/${dim}`, actual, axis);
    });
    return this.concat(`${name}/sizes`, pieces, 'int32');
  }

  /** The sizes of a tensor, int32. */
  shape(name: string, x: string, dtype: TensorFlowType = 'float32'): string {
    return this.node('Shape', name, [x], { T: type(dtype), out_type: type('int32') });
  }

  /** The element of an int32 vector, itself a vector. */
  pick(name: string, vector: string, index: number): string {
    const inputs = [vector, this.ints(index), this.scalar(0, 'int32')];
    return this.node('GatherV2', name, inputs, { Tparams: int32, Tindices: int32, Taxis: int32 });
  }

  concat(name: string, parts: readonly string[], dtype: TensorFlowType = 'float32', axis = 0): string {
    return this.node('ConcatV2', name, [...parts, this.scalar(axis, 'int32')], {
      N: { i: parts.length },
      T: type(dtype),
      Tidx: type('int32'),
    });
  }

  /** The back edge of a loop: an input that is made after the node that reads it. */
  addInput(node: string, input: string): void {
    this.find(node)?.input.push(input);
  }

  /** What `make` gives, made once for each key: a gradient that needs what its op has computed finds it so. */
  shared<T>(key: string, make: () => T): T {
    if (!this.#shared.has(key)) this.#shared.set(key, make());
    return this.#shared.get(key) as T;
  }

  /** Sum, Mean or Max over axes. */
  reduce(op: 'Sum' | 'Mean' | 'Max', name: string, x: string, axes: readonly number[], keepDims: boolean) {
    return this.float(op, name, [x, this.ints(...axes)], { Tidx: type('int32'), keep_dims: bool(keepDims) });
  }

  #unique(name: string): string {
    let unique = name;
    for (let n = 1; this.#byName.has(unique); n++) unique = `${name}_${n}`;
    return unique;
  }
}
