/** Normalizations of batches, of channels, of instances and of groups. */
import { add, biasAdd, mul, rsqrt, sub } from '../../../graph/ops/elementwise.js';
import { batchNorm, layerNorm } from '../../../graph/ops/normalization.js';
import { reduceMean } from '../../../graph/ops/tensor.js';
import { operand } from '../../broadcast.js';
import type { Importer } from '../../importer.js';
import { type ForeignNode, ImportProblem } from '../../model.js';
import {
  axisOf,
  dataAt,
  floatAttr,
  type Inputs,
  intAttr,
  type OpTable,
  required,
  type TranslateOp,
} from '../../op.js';
import { fixedCount, plain } from '../../quantity.js';
import type { DataValue, WeightValue } from '../../value.js';
import { lastAxis } from './matrix.js';
import { reduced } from './pooling.js';

function weightAt(inputs: Inputs, index: number): WeightValue {
  const value = required(inputs, index);
  if (value.kind !== 'weight')
    throw new ImportProblem(`its input ${index + 1} is computed while the model runs`);
  return value;
}

const batchNormOp: TranslateOp = (m, node, inputs) => {
  const value = dataAt(inputs, 0);
  const x = lastAxis(m, node, value, 1);
  const roles = [
    ['gamma', 'scale'],
    ['beta', 'offset'],
    ['moving_mean', 'mean'],
    ['moving_variance', 'variance'],
  ] as const;
  const of = weightAt(inputs, 1).tensor;
  const parameters = roles.map(([name, role], i) =>
    m.parameter(node, weightAt(inputs, i + 1), { kind: 'batch_norm', name, role, of }),
  );
  const attrs = {
    epsilon: floatAttr(node, 'epsilon', 1e-5),
    mode: 'inference',
    momentum: floatAttr(node, 'momentum', 0.9),
  } as const;
  const y = m.applyInLayer(batchNorm, parameters[0]!, [x.ref, ...parameters], attrs, 'norm');
  return [m.data(y, value.sizes, x.order)];
};

const layerNormOp: TranslateOp = (m, node, inputs) => {
  const value = dataAt(inputs, 0);
  const rank = value.sizes.length;
  if (axisOf(intAttr(node, 'axis', -1), rank) !== rank - 1)
    throw new ImportProblem('it normalizes over more than the last axis');
  const x = lastAxis(m, node, value, rank - 1);
  const scale = weightAt(inputs, 1);
  if (scale.axes.length !== 1) throw new ImportProblem('its scale is no vector');
  const gamma = m.parameter(node, scale, { kind: 'layer_norm', name: 'gamma', role: 'scale' });
  const given = inputs[2];
  if (given && given.kind !== 'weight')
    throw new ImportProblem('its offset is computed while the model runs');
  const epsilon = floatAttr(node, 'epsilon', 1e-5);
  const beta = given
    ? m.parameter(node, given, { kind: 'layer_norm', name: 'beta', role: 'offset', of: scale.tensor })
    : m.constant(node, new Array<number>(fixedCount(value.sizes[rank - 1]!)).fill(0), [
        fixedCount(value.sizes[rank - 1]!),
      ]);
  return [
    m.data(m.applyInLayer(layerNorm, gamma, [x.ref, gamma, beta], { epsilon }, 'norm'), value.sizes, x.order),
  ];
};

/** `(x - mean)/√(variance + ε)` over axes of the file. */
export function standardized(
  m: Importer,
  node: ForeignNode,
  value: DataValue,
  axes: readonly number[],
  epsilon: number,
): DataValue {
  const { sizes, order } = value;
  const mean = reduced(m, node, value, reduceMean, axes, true);
  const centered = m.data(m.apply(sub, [value.ref, mean.ref], {}, node), sizes, order);
  const squares = m.data(m.apply(mul, [centered.ref, centered.ref], {}, node), sizes, order);
  const variance = reduced(m, node, squares, reduceMean, axes, true);
  const safe = m.apply(add, [variance.ref, m.constant(node, [epsilon], [])], {}, node);
  const y = m.apply(mul, [centered.ref, m.apply(rsqrt, [safe], {}, node)], {}, node);
  return m.data(y, sizes, order);
}

/** Written-out numbers that change nothing. */
const isEven = (value: Inputs[number], number: number): boolean =>
  (value?.kind === 'numbers' && value.values.every(({ count }) => count === number)) ||
  (value?.kind === 'weight' &&
    value.tensor.literal === true &&
    (value.tensor.values?.every((one) => one === number) ?? false));

/** Scale and offset along the second axis of the file. */
function affine(m: Importer, node: ForeignNode, value: DataValue, inputs: Inputs): DataValue {
  const shaped = (index: number) => {
    const { axes, ...weight } = weightAt(inputs, index);
    return { ...weight, axes: value.sizes.map((_, axis) => (axis === 1 ? axes[0]! : null)) };
  };
  if (isEven(inputs[1], 1) && isEven(inputs[2], 0)) return value;
  const [scale, offset] = [1, 2].map((i) =>
    operand(m, node, shaped(i), value.order, i === 1 ? 'scale' : 'offset'),
  );
  const scaled = m.applyInLayer(mul, scale!, [value.ref, scale!], {}, 'scaled');
  const vector = m.b.type(offset!).shape.length === 1 && value.order.at(-1) === 1;
  return m.data(
    m.applyInLayer(vector ? biasAdd : add, offset!, [scaled, offset!], {}, 'shifted'),
    value.sizes,
    value.order,
  );
}

const instanceNorm: TranslateOp = (m, node, inputs) => {
  const value = dataAt(inputs, 0);
  const axes = value.sizes.flatMap((_, axis) => (axis > 1 ? [axis] : []));
  return [affine(m, node, standardized(m, node, value, axes, floatAttr(node, 'epsilon', 1e-5)), inputs)];
};

const groupNorm: TranslateOp = (m, node, inputs) => {
  const value = dataAt(inputs, 0);
  const groups = intAttr(node, 'num_groups', 1);
  const [batch, channels, ...pixels] = value.sizes;
  const share = fixedCount(channels!) / groups;
  const split = m.reshape(value, [batch!, plain(groups), plain(share), ...pixels], node);
  const axes = split.sizes.flatMap((_, axis) => (axis > 1 ? [axis] : []));
  const even = standardized(m, node, split, axes, floatAttr(node, 'epsilon', 1e-5));
  return [affine(m, node, m.reshape(even, value.sizes, node), inputs)];
};

export const normalizationOps: OpTable = {
  BatchNormalization: batchNormOp,
  LayerNormalization: layerNormOp,
  InstanceNormalization: instanceNorm,
  GroupNormalization: groupNorm,
};
