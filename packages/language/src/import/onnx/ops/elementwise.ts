/** Functions of each number, and sums and products of two values. */
import * as ir from '../../../graph/ops/elementwise.js';
import type { OpDefinition, ParameterRole, Ref } from '../../../graph/types.js';
import { broadcastSizes, operand, orderOf, sizesOf } from '../../broadcast.js';
import { type Importer, numbersOf } from '../../importer.js';
import { type ForeignNode, ImportProblem } from '../../model.js';
import {
  dataAt,
  floatAttr,
  type Inputs,
  type OpTable,
  required,
  type TranslateOp,
  textAttr,
} from '../../op.js';
import { fixedCount, plain, type Quantity } from '../../quantity.js';
import { numbers } from '../../tables.js';
import type { DataValue, Value } from '../../value.js';
import { arithmetic, foldable } from './numbers.js';

type Unary = OpDefinition<ir.NoAttrs>;

/** A function of each number: the order of axes does not matter. */
export const unary =
  (build: (m: Importer, node: ForeignNode, x: Ref, value: DataValue, inputs: Inputs) => Ref): TranslateOp =>
  (m, node, inputs) => {
    const value = dataAt(inputs, 0);
    return [m.data(build(m, node, value.ref, value, inputs), value.sizes, value.order)];
  };

const one = (op: Unary): TranslateOp => unary((m, node, x) => m.apply(op, [x], {}, node));

/** The same, of a number that is known already too. */
const known =
  (op: Unary, compute: (value: number) => number): TranslateOp =>
  (m, node, inputs) => {
    const value = required(inputs, 0);
    if (value.kind !== 'numbers') return one(op)(m, node, inputs);
    const values = value.values.map((each) => plain(compute(fixedCount(each))));
    return [numbers(values, value.shape, false)];
  };

const times = (m: Importer, node: ForeignNode, x: Ref, factor: number): Ref =>
  factor === 1 ? x : m.apply(ir.mul, [x, m.constant(node, [factor], [])], {}, node);

const plus = (m: Importer, node: ForeignNode, x: Ref, term: number): Ref =>
  term === 0 ? x : m.apply(ir.add, [x, m.constant(node, [term], [])], {}, node);

/** Beyond every float32. */
const limit = 3.4028234663852886e38;

export function clipped(m: Importer, node: ForeignNode, x: Ref, minimum: number, maximum: number): Ref {
  if (minimum === 0 && maximum === 6) return m.apply(ir.relu6, [x], {}, node);
  if (minimum === 0 && maximum >= limit) return m.apply(ir.relu, [x], {}, node);
  return m.apply(ir.clip, [x], { minimum, maximum }, node);
}

/** `relu(x) - slope·relu(-x)`. */
export function leaky(m: Importer, node: ForeignNode, x: Ref, slope: Ref): Ref {
  const below = m.apply(ir.relu, [m.apply(ir.neg, [x], {}, node)], {}, node);
  const scaled = m.apply(ir.mul, [below, slope], {}, node);
  return m.apply(ir.sub, [m.apply(ir.relu, [x], {}, node), scaled], {}, node);
}

/** `scale·(relu(x) + alpha·(exp(min(x, 0)) - 1))`. */
function exponential(m: Importer, node: ForeignNode, x: Ref, alpha: number, scale: number): Ref {
  const below = m.apply(ir.exp, [m.apply(ir.clip, [x], { minimum: -limit, maximum: 0 }, node)], {}, node);
  const curve = times(m, node, plus(m, node, below, -1), alpha);
  return times(m, node, m.apply(ir.add, [m.apply(ir.relu, [x], {}, node), curve], {}, node), scale);
}

const bound = (inputs: Inputs, index: number, node: ForeignNode, name: string, fallback: number): number => {
  const value = inputs[index];
  const given = value ? fixedCount(numbersOf(value, `limit`).values[0]!) : floatAttr(node, name, fallback);
  return Math.max(-limit, Math.min(limit, given));
};

function power(m: Importer, node: ForeignNode, x: Ref, inputs: Inputs): Ref {
  const exponent = fixedCount(numbersOf(required(inputs, 1), 'exponent').values[0]!);
  if (exponent === 2) return m.apply(ir.mul, [x, x], {}, node);
  if (exponent === 3) return m.apply(ir.mul, [m.apply(ir.mul, [x, x], {}, node), x], {}, node);
  if (exponent === 0.5) return m.apply(ir.sqrt, [x], {}, node);
  if (exponent === -0.5) return m.apply(ir.rsqrt, [x], {}, node);
  if (exponent === 1) return x;
  throw new ImportProblem(`it raises to the power of ${exponent}`);
}

const pair =
  (op: Unary, name: 'add' | 'sub' | 'mul' | 'div', role: ParameterRole): TranslateOp =>
  (m, node, inputs) => {
    const [a, b] = [required(inputs, 0), required(inputs, 1)];
    if (foldable(a, b)) return [arithmetic(a, b, name)];
    const sizes = broadcastSizes(sizesOf(a), sizesOf(b));
    const order = orderOf([a, b], sizes.length);
    const refs = [a, b].map((value) => operand(m, node, value, order, role));
    const parameter = refs.find(
      (ref, i) => (i === 0 ? a : b).kind === 'weight' && m.b.type(ref).shape.length === 1,
    );
    if (parameter === undefined) return [m.data(m.apply(op, refs, {}, node), sizes, order)];
    const [x, w] = name === 'add' && parameter === refs[0] ? [refs[1]!, refs[0]!] : refs;
    const vector =
      m.b.type(parameter).shape[0] === m.b.type(x!).shape.at(-1) && m.b.type(x!).shape.length > 1;
    const fitting = name === 'add' && vector ? ir.biasAdd : op;
    return [m.data(m.applyInLayer(fitting, parameter, [x!, w!], {}, name), sizes, order)];
  };

/** The larger or the smaller of a value and a constant. */
const extreme =
  (side: 'minimum' | 'maximum'): TranslateOp =>
  (m, node, inputs) => {
    const [a, b] = [required(inputs, 0), required(inputs, 1)];
    if (foldable(a, b)) return [arithmetic(a, b, side === 'maximum' ? 'min' : 'max')];
    const [x, other]: [Value, Value] = a.kind === 'data' ? [a, b] : [b, a];
    if (x.kind !== 'data') throw new ImportProblem('it compares two constants');
    const at = fixedCount(numbersOf(other, 'limit').values[0]!);
    const limits = side === 'minimum' ? ([at, limit] as const) : ([-limit, at] as const);
    return [m.data(clipped(m, node, x.ref, ...limits), x.sizes, x.order)];
  };

const prelu: TranslateOp = (m, node, inputs) => {
  const value = dataAt(inputs, 0);
  const slope = operand(m, node, required(inputs, 1), value.order, 'scale');
  return [m.data(leaky(m, node, value.ref, slope), value.sizes, value.order)];
};

export const elementwiseOps: OpTable = {
  Relu: one(ir.relu),
  Sigmoid: one(ir.sigmoid),
  Tanh: one(ir.tanh),
  HardSwish: one(ir.hardSwish),
  Softplus: one(ir.softplus),
  Exp: known(ir.exp, Math.exp),
  Log: one(ir.log),
  Sqrt: known(ir.sqrt, Math.sqrt),
  Neg: known(ir.neg, (value) => -value),
  Gelu: unary((m, node, x) =>
    m.apply(textAttr(node, 'approximate', 'none') === 'tanh' ? ir.geluTanh : ir.gelu, [x], {}, node),
  ),
  Swish: one(ir.swish),
  Erf: one(ir.erf),
  Mish: unary((m, node, x) =>
    m.apply(ir.mul, [x, m.apply(ir.tanh, [m.apply(ir.softplus, [x], {}, node)], {}, node)], {}, node),
  ),
  Abs: unary((m, node, x) =>
    m.apply(
      ir.add,
      [m.apply(ir.relu, [x], {}, node), m.apply(ir.relu, [m.apply(ir.neg, [x], {}, node)], {}, node)],
      {},
      node,
    ),
  ),
  Reciprocal: unary((m, node, x) => m.apply(ir.div, [m.constant(node, [1], []), x], {}, node)),
  HardSigmoid: unary((m, node, x) => {
    const [alpha, beta] = [floatAttr(node, 'alpha', 0.2), floatAttr(node, 'beta', 0.5)];
    if (Math.abs(alpha - 1 / 6) < 1e-6 && beta === 0.5) return m.apply(ir.hardSigmoid, [x], {}, node);
    return clipped(m, node, plus(m, node, times(m, node, x, alpha), beta), 0, 1);
  }),
  LeakyRelu: unary((m, node, x) => leaky(m, node, x, m.constant(node, [floatAttr(node, 'alpha', 0.01)], []))),
  Elu: unary((m, node, x) => exponential(m, node, x, floatAttr(node, 'alpha', 1), 1)),
  Selu: unary((m, node, x) =>
    exponential(m, node, x, floatAttr(node, 'alpha', 1.6732632), floatAttr(node, 'gamma', 1.0507009)),
  ),
  PRelu: prelu,
  Clip: (m, node, inputs) => {
    const [least, most] = [bound(inputs, 1, node, 'min', -limit), bound(inputs, 2, node, 'max', limit)];
    const value = required(inputs, 0);
    if (value.kind === 'numbers') {
      const within = ({ count, batch }: Quantity) => ({
        count: Math.min(Math.max(count, least), most),
        batch,
      });
      return [numbers(value.values.map(within), value.shape, value.whole)];
    }
    return unary((_m, _node, x) => clipped(m, node, x, least, most))(m, node, inputs);
  },
  Pow: (m, node, inputs) => {
    const [value, exponent] = [required(inputs, 0), required(inputs, 1)];
    if (foldable(value, exponent)) return [arithmetic(value, exponent, 'pow')];
    return unary((_m, _node, x) => power(m, node, x, inputs))(m, node, inputs);
  },
  Add: pair(ir.add, 'add', 'bias'),
  Sub: pair(ir.sub, 'sub', 'offset'),
  Mul: pair(ir.mul, 'mul', 'scale'),
  Div: pair(ir.div, 'div', 'scale'),
  Max: extreme('minimum'),
  Min: extreme('maximum'),
};
