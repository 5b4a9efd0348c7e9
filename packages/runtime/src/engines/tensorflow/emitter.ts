import type { Dim } from '@tlp/language/graph/types.js';
import {
  type AttrValue,
  bool,
  type GraphDefNode,
  type TensorFlowType,
  tensorContent,
  type,
} from './proto-values.js';

/** Collects the nodes of a TensorFlow GraphDef. Tensors are named as TensorFlow does: `node` or `node:1`. */
export class TensorFlowEmitter {
  readonly nodes: GraphDefNode[] = [];
  readonly #names = new Set<string>();
  readonly #constants = new Map<string, string>();

  /** Adds a node; its name is made unique. Inputs that start with `^` are control inputs. */
  node(
    op: string,
    name: string,
    inputs: readonly string[],
    attr: Readonly<Record<string, AttrValue>> = {},
  ): string {
    const unique = this.#unique(name.replace(/[^A-Za-z0-9_.\-/]/g, '_'));
    this.nodes.push({ name: unique, op, input: [...inputs], attr });
    return unique;
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

  placeholder(name: string, shape: readonly Dim[]): string {
    return this.node('Placeholder', name, [], {
      dtype: type('float32'),
      shape: { shape: { dim: shape.map((dim) => ({ size: dim === 'batch' ? -1 : dim })) } },
    });
  }

  reshape(name: string, x: string, shape: readonly number[]): string {
    return this.float('Reshape', name, [x, this.ints(...shape)], { Tshape: type('int32') });
  }

  /** Sum, Mean or Max over axes. */
  reduce(op: 'Sum' | 'Mean' | 'Max', name: string, x: string, axes: readonly number[], keepDims: boolean) {
    return this.float(op, name, [x, this.ints(...axes)], { Tidx: type('int32'), keep_dims: bool(keepDims) });
  }

  #unique(name: string): string {
    let unique = name;
    for (let n = 1; this.#names.has(unique); n++) unique = `${name}_${n}`;
    this.#names.add(unique);
    return unique;
  }
}
