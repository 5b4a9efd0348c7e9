/** Builds the graph of a model of another library, value by value. The ops stand in tables, see `onnx/ops`. */
import type { TensorLocation } from '../backbones/card.js';
import { GraphBuilder } from '../graph/builder.js';
import { transpose } from '../graph/ops/arrange.js';
import { reshape } from '../graph/ops/tensor.js';
import { float32, parseRef } from '../graph/shape.js';
import type { Attrs, Dim, OpDefinition, ParameterRole, Ref } from '../graph/types.js';
import { gathered, groupsOf, inFileOrder, type Order, reshaped, sameButOnes } from './layout.js';
import { type ForeignModel, type ForeignNode, type ForeignTensor, ImportProblem } from './model.js';
import { modulePath } from './names.js';
import { fixedCount, plain, product, type Quantity, shownSizes, toDim } from './quantity.js';
import {
  type DataValue,
  type NumbersValue,
  type Value,
  type WeightValue,
  weightOf,
  weightShape,
} from './value.js';

/** What a parameter that an op asks for is. */
export interface Wanted {
  /** `conv2d`, `dense` … */
  readonly kind: string;
  /** `kernel`, `bias` … */
  readonly name: string;
  readonly role: ParameterRole;
  /** Axes of the weight in the order in which the graph has them; the file's where it is left out. */
  readonly order?: Order;
  /** Another shape of the same values. */
  readonly shape?: readonly number[];
  /** Whose module it belongs to, where that is not its own: the kernel, for a bias that an exporter made up. */
  readonly of?: Pick<ForeignTensor, 'name'>;
}

/** Of all tables of a model together. */
const mostNumbers = 1 << 24;

/** The block that everything stands in until blocks are found. */
const noBlock = 'network';

export class Importer {
  readonly b = new GraphBuilder();
  readonly locations = new Map<string, TensorLocation>();
  /** The path of each layer's module. */
  readonly paths = new Map<string, readonly string[]>();
  readonly #values = new Map<string, Value>();
  readonly #parameters = new Map<string, Ref>();
  readonly #named = new Map<string, number>();
  #spent = 0;

  constructor(readonly model: ForeignModel) {}

  /** @throws ImportProblem where nothing before gives a value of this name */
  value(name: string): Value {
    const known = this.#values.get(name);
    if (known) return known;
    const tensor = this.model.tensors.get(name);
    if (!tensor) throw new ImportProblem(`it reads ${name}, which nothing before it gives`);
    const value = this.#tensorValue(tensor);
    this.#values.set(name, value);
    return value;
  }

  find(name: string): Value | undefined {
    return this.#values.get(name);
  }

  set(name: string, value: Value): void {
    this.#values.set(name, value);
  }

  #tensorValue(tensor: ForeignTensor): Value {
    const { values, dtype, shape, name, quantized } = tensor;
    const whole = !dtype.includes('float') && quantized === undefined;
    // A single number is a factor that someone wrote, unless it is called a weight.
    const one = shape.every((size) => size === 1) && !/\.(weight|bias|scale|gamma)$/.test(name);
    const asNumbers = values !== undefined && (whole || one);
    if (!asNumbers) return weightOf(tensor);
    return { kind: 'numbers', values: values.map(plain), shape, whole };
  }

  /** The fed image as the file has it. */
  input(name: string, size: number, layout: 'nchw' | 'nhwc'): void {
    const ref = this.b.input(name, float32('batch', size, size, 3));
    const [h, w, c] = [plain(size), plain(size), plain(3)];
    const many = { count: 1, batch: true };
    const sizes = layout === 'nchw' ? [many, c, h, w] : [many, h, w, c];
    const order = layout === 'nchw' ? [0, 2, 3, 1] : [0, 1, 2, 3];
    this.#values.set(this.model.inputs[0]!.name, { kind: 'data', ref, sizes, order, dtype: 'float32' });
  }

  /** A name for one more node of the graph that a node of the file becomes; of a thousand equal ones, none is tried twice. */
  named(node: ForeignNode, ending = ''): string {
    const name = `${irName(node)}${ending}`;
    const count = (this.#named.get(name) ?? 0) + 1;
    this.#named.set(name, count);
    return count === 1 ? name : `${name}_${count}`;
  }

  /** Notes that so many numbers were computed. @throws ImportProblem where they are more than shapes and indices need */
  spend(numbers: number): void {
    this.#spent += numbers;
    if (this.#spent > mostNumbers)
      throw new ImportProblem('it computes too many numbers that are known beforehand');
  }

  /** Adds a node outside any layer. */
  apply<A extends Attrs>(op: OpDefinition<A>, inputs: readonly Ref[], attrs: A, node: ForeignNode): Ref {
    return this.b.within({ block: noBlock }, () => this.b.apply(op, inputs, attrs, this.named(node)));
  }

  constant(node: ForeignNode, values: readonly number[], shape: readonly number[]): Ref {
    return this.b.within({ block: noBlock }, () =>
      this.b.constant(this.named(node, '/constant'), values, { shape }),
    );
  }

  data(ref: Ref, sizes: readonly Quantity[], order: Order): DataValue {
    return { kind: 'data', ref, sizes, order, dtype: this.b.type(ref).dtype };
  }

  /** The value with its axes in that order. */
  inOrder({ ref, sizes, order }: DataValue, wanted: Order, node: ForeignNode): Ref {
    if (order.join() === wanted.join()) return ref;
    if (sameButOnes(order, wanted, sizes)) {
      const shape = wanted.map((axis) => toDim(sizes[axis]!));
      return this.apply(reshape, [ref], { shape }, node);
    }
    return this.apply(transpose, [ref], { perm: wanted.map((axis) => order.indexOf(axis)) }, node);
  }

  /** Another shape of the same values, in the file's order of axes. @throws ImportProblem where it does not fit */
  reshape(value: DataValue, sizes: readonly Quantity[], node: ForeignNode): DataValue {
    const groups = groupsOf(value.sizes, sizes);
    if (!groups)
      throw new ImportProblem(
        `it turns ${shownSizes(value.sizes)} into ${shownSizes(sizes)}, which does not fit`,
      );
    const order = gathered(value.order, groups);
    const ref = this.inOrder(value, order, node);
    const after = reshaped(order, groups, sizes.length);
    const shape = after.map((axis) => toDim(sizes[axis]!));
    return this.data(this.#inDims(ref, shape, product(sizes).count, node), sizes, after);
  }

  /** From several rows an example to another number of them by way of one row an example. */
  #inDims(ref: Ref, shape: readonly Dim[], each: number, node: ForeignNode): Ref {
    const before = this.b.type(ref).shape;
    if (before.join() === shape.join()) return ref;
    const twice =
      before.includes('rows') && shape.includes('rows') && fixedProduct(before) !== fixedProduct(shape);
    if (!twice) return this.apply(reshape, [ref], { shape }, node);
    const flat = this.apply(reshape, [ref], { shape: ['batch', each] }, node);
    return this.apply(reshape, [flat], { shape }, node);
  }

  /**
   * The tensor as a parameter of the graph; the same one where it was asked for before.
   * @param value whose axes of size 1 may be anywhere
   */
  parameter(node: ForeignNode, value: WeightValue, wanted: Wanted): Ref {
    const { tensor, stored, axes, alias = tensor.name } = value;
    const sizes = weightShape(value);
    const order = wanted.order ?? inFileOrder(sizes.length);
    const permute = order.flatMap((axis) => axes[axis] ?? []);
    const shape = wanted.shape ?? order.map((axis) => sizes[axis]!);
    const key = JSON.stringify([tensor.name, alias, permute, shape]);
    const known = this.#parameters.get(key);
    if (known !== undefined) return known;
    const path = modulePath(node, wanted.of ?? { name: alias });
    const layer = this.#layerName(path, node);
    const role = tensor.literal || /(mask|_index)$/.test(tensor.name) ? 'constant' : wanted.role;
    const ref = this.b.within({ block: noBlock }, () =>
      this.b.layer(layer, wanted.kind, () => {
        const name = this.b.unique(`${layer}/${wanted.name}`).slice(layer.length + 1);
        return this.b.parameter(name, shape, role, 'zeros');
      }),
    );
    this.paths.set(layer, path);
    const rest = stored.flatMap((_, axis) => (permute.includes(axis) ? [] : [axis]));
    this.locations.set(ref, {
      tensor: tensor.name,
      transpose: 'none',
      shape: tensor.shape,
      turn: { view: stored, permute: [...permute, ...rest] },
    });
    this.#parameters.set(key, ref);
    return ref;
  }

  /** Puts the nodes that `build` adds into the layer of a parameter. */
  inLayer(parameter: Ref, build: () => Ref): Ref {
    const layer = parameter.slice(0, parameter.lastIndexOf('/'));
    return this.b.within({ block: noBlock, layer }, build);
  }

  applyInLayer<A extends Attrs>(
    op: OpDefinition<A>,
    parameter: Ref,
    inputs: readonly Ref[],
    attrs: A,
    name: string,
  ): Ref {
    return this.inLayer(parameter, () => this.b.apply(op, inputs, attrs, name));
  }

  #layerName(path: readonly string[], node: ForeignNode): string {
    const name = path
      .join('.')
      .replaceAll(/[^\w.]/g, '_')
      .replace(/^[^A-Za-z0-9]+/, '');
    return name === '' ? irName(node) : name;
  }
}

const fixedProduct = (shape: readonly Dim[]): number =>
  shape.reduce<number>((n, dim) => (typeof dim === 'number' ? n * dim : n), 1);

/** What the graph calls a node that the file calls so; the ops of TensorFlow have few letters to choose from. */
export function irName({ name, op, outputs }: ForeignNode): string {
  const given = (name || outputs[0] || op).replaceAll(/[^\w./]/g, '_').replace(/^[^A-Za-z0-9]+/, '');
  return parseRef(given === '' ? op : given).node;
}

/** The numbers of a value that is known now. @throws ImportProblem where it is not */
export function numbersOf(value: Value, what: string): NumbersValue {
  if (value.kind === 'numbers') return value;
  if (value.kind === 'weight' && value.tensor.values) {
    return {
      kind: 'numbers',
      values: value.tensor.values.map(plain),
      shape: weightShape(value),
      whole: !value.tensor.dtype.includes('float'),
    };
  }
  throw new ImportProblem(`its ${what} is computed while the model runs`);
}

export const wholeNumbers = (value: Value, what: string): readonly number[] =>
  numbersOf(value, what).values.map(fixedCount);
