/**
 * Evaluates what depends on parameters alone (the folded kernels and shifts of a frozen graph) once, while the
 * graph is written, in double precision rounded to float32 at every node.
 */
import { parseRef } from '@tlp/language/graph/shape.js';
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
  (_node, [x]) => ({ shape: x!.shape, data: Float32Array.from(x!.data, f) });

const binary =
  (f: (a: number, b: number) => number): Rule =>
  (node, [a, b]) => {
    const shape = node.outputs[0]!.shape as readonly number[];
    const data = new Float32Array(shape.reduce((n, d) => n * d, 1));
    const [left, right] = [broadcastIndex(a!.shape, shape), broadcastIndex(b!.shape, shape)];
    for (let i = 0; i < data.length; i++) data[i] = f(a!.data[left(i)]!, b!.data[right(i)]!);
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

/** From a flat index into `shape` to the flat index into a value of shape `from` that is broadcast to it. */
function broadcastIndex(from: readonly number[], shape: readonly number[]): (index: number) => number {
  const size = from.reduce((n, d) => n * d, 1);
  if (size === shape.reduce((n, d) => n * d, 1)) return (i) => i;
  if (size === 1) return () => 0;
  const padded = [...shape.slice(from.length).map(() => 1), ...from];
  const trailing = padded.findIndex((d) => d !== 1);
  // The common case: a vector over the last axes.
  if (padded.slice(trailing).every((d, i) => d === shape[trailing + i])) return (i) => i % size;
  const strides = padded.map((d, axis) => (d === 1 ? 0 : padded.slice(axis + 1).reduce((n, s) => n * s, 1)));
  return (index) => {
    let rest = index;
    let at = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += (rest % shape[axis]!) * strides[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    return at;
  };
}
