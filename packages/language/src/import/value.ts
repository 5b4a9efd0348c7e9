/** What a name of the file stands for while its graph is imported. */
import type { DType, Ref } from '../graph/types.js';
import type { Order } from './layout.js';
import type { ForeignTensor } from './model.js';
import type { Quantity } from './quantity.js';

/** A value of the graph that is built. */
export interface DataValue {
  readonly kind: 'data';
  readonly ref: Ref;
  /** In the file's order of axes. */
  readonly sizes: readonly Quantity[];
  readonly order: Order;
  readonly dtype: DType;
}

/** A tensor of the file that is no part of the graph yet: an op decides how it lies there. */
export interface WeightValue {
  readonly kind: 'weight';
  readonly tensor: ForeignTensor;
  /** What else the file calls it: equal tensors of several layers may be stored once. */
  readonly alias?: string;
  /** The tensor's shape, as far as a reshape has not given it another. */
  readonly stored: readonly number[];
  /** The stored axis that each axis is; null for one of size 1 that was put in. */
  readonly axes: readonly (number | null)[];
}

/** Numbers that are known now: shapes, axes, factors. */
export interface NumbersValue {
  readonly kind: 'numbers';
  readonly values: readonly Quantity[];
  readonly shape: readonly number[];
  /** Whether they are whole numbers. */
  readonly whole: boolean;
}

export type Value = DataValue | WeightValue | NumbersValue;

export const weightOf = (tensor: ForeignTensor): WeightValue => ({
  kind: 'weight',
  tensor,
  stored: tensor.shape,
  axes: tensor.shape.map((_, axis) => axis),
});

export const weightShape = ({ stored, axes }: WeightValue): readonly number[] =>
  axes.map((axis) => (axis === null ? 1 : stored[axis]!));
