/**
 * Evaluates what depends on parameters alone (the folded kernels and shifts of a frozen graph) once, while the
 * graph is written, in double precision rounded to float32 at every node.
 */
import { elementCount, parseRef } from '@tlp/language/graph/shape.js';
import type { Graph, GraphNode, Ref } from '@tlp/language/graph/types.js';
import { attr, outputType } from '../ops/node.js';
import type { Weights } from '../weights/tensors.js';
import { weightOf } from '../weights/weight-of.js';

/** A value that is known while a graph is written: a parameter, or something computed of parameters alone. */
export interface KnownValue {
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array;
}

type Rule = (node: GraphNode, inputs: readonly KnownValue[]) => KnownValue;

const unary =
  (f: (x: number) => number): Rule =>
  (_node, [x]) => {
    const { shape, data: values } = x!;
    const data = new Float32Array(values.length);
    for (let i = 0; i < data.length; i++) data[i] = f(values[i]!);
    return { shape, data };
  };

const binary =
  (f: (a: number, b: number) => number): Rule =>
  (node, [a, b]) => {
    const shape = node.outputs[0]!.shape as readonly number[];
    const data = new Float32Array(elementCount(shape));
    const [left, right] = [asBroadcast(a!, shape), asBroadcast(b!, shape)];
    // Counted and not divided: kernels have millions of elements, and a run starts with all of them.
    for (let i = 0, l = 0, r = 0; i < data.length; i++) {
      data[i] = f(left[l]!, right[r]!);
      if (++l === left.length) l = 0;
      if (++r === right.length) r = 0;
    }
    return { shape, data };
  };

const rules: Readonly<Record<string, Rule>> = {
  constant(node) {
    const values = attr<number[]>(node, 'values');
    const data = outputType(node).dtype === 'int32' ? Int32Array.from(values) : Float32Array.from(values);
    return { shape: attr(node, 'shape'), data };
  },
  add: binary((a, b) => a + b),
  sub: binary((a, b) => a - b),
  mul: binary((a, b) => a * b),
  div: binary((a, b) => a / b),
  sqrt: unary(Math.sqrt),
  rsqrt: unary((x) => 1 / Math.sqrt(x)),
  exp: unary(Math.exp),
  log: unary(Math.log),
  neg: unary((x) => -x),
  identity: (_node, [x]) => x!,
  reshape: (node, [x]) => ({ shape: outputType(node).shape as readonly number[], data: x!.data }),
};

/** @throws Error when the weights lack a parameter. */
export function knownValues(graph: Graph, weights: Weights): ReadonlyMap<Ref, KnownValue> {
  const known = new Map<Ref, KnownValue>();
  for (const parameter of graph.parameters) {
    known.set(parameter.name, { shape: parameter.shape, data: weightOf(weights, parameter) });
  }
  for (const node of graph.nodes) {
    const rule = rules[node.op];
    if (rule && node.inputs.every((ref) => parseRef(ref).output === 0 && known.has(ref))) {
      known.set(
        node.name,
        rule(
          node,
          node.inputs.map((ref) => known.get(ref)!),
        ),
      );
    }
  }
  return known;
}

/** The elements of a value that is broadcast to `shape`, as far as they do not repeat from the start. */
function asBroadcast({ shape: from, data }: KnownValue, shape: readonly number[]): KnownValue['data'] {
  const padded = [...shape.slice(from.length).map(() => 1), ...from];
  const trailing = padded.findIndex((d) => d !== 1);
  // The common case: a value over the last axes, which repeats as it is.
  if (trailing < 0 || padded.slice(trailing).every((d, i) => d === shape[trailing + i])) return data;
  const strides = padded.map((d, axis) => (d === 1 ? 0 : elementCount(padded.slice(axis + 1))));
  return Float32Array.from({ length: elementCount(shape) }, (_, index) => {
    let rest = index;
    let at = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += (rest % shape[axis]!) * strides[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    return data[at]!;
  });
}
