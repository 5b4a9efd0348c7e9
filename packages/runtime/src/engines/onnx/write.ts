import type { Graph, Ref, Shape } from '@tlp/language/graph/types.js';
import { readerCounts } from '@tlp/language/graph/walk.js';
import { foldBatchNorm } from '../../compile/fold-batch-norm.js';
import { knownValues } from '../../compile/known-values.js';
import { kernelOf } from '../../ops/kernel-table.js';
import type { Weights } from '../../weights/tensors.js';
import { OnnxEmitter } from './emitter.js';
import { encodeOnnx } from './model-proto.js';

/** An inference graph as the bytes of an ONNX model; inputs and outputs keep their names and are NHWC. */
export function writeOnnx(graph: Graph, weights: Weights): Uint8Array {
  const folded = foldBatchNorm(graph);
  const shapes = shapesOf(folded);
  const known = knownValues(folded, weights);
  const emitter = new OnnxEmitter(shapes, known, readerCounts(folded));
  const values = new Map<Ref, string>();

  for (const name of folded.inputs) {
    values.set(name, shapes.get(name)!.length === 4 ? emitter.toNchw(name, `${name}/nchw`) : name);
  }
  for (const node of folded.nodes) {
    if (node.op === 'input' || known.has(node.name)) continue;
    const { onnx } = kernelOf(node.op);
    if (!onnx) throw new Error(`Op ${node.op} (${node.name}) cannot be written as ONNX.`);
    const outputs = onnx(
      emitter,
      node,
      node.inputs.map((ref) => values.get(ref) ?? ref),
    );
    outputs.forEach((value, i) => {
      values.set(i === 0 ? node.name : `${node.name}:${i}`, value);
    });
  }
  const outputs = folded.outputs.map((ref, i) => {
    const value = values.get(ref)!;
    const shape = shapes.get(ref)!;
    const name = outputName(i);
    if (shape.length === 4) emitter.toNhwc(value, name);
    else emitter.node('Identity', name, [value]);
    return { name, shape };
  });
  const inputs = folded.inputs.map((name) => ({ name, shape: shapes.get(name)! }));
  return encodeOnnx({ nodes: emitter.nodes, initializers: emitter.initializers, inputs, outputs });
}

export const outputName = (index: number): string => `output_${index}`;

function shapesOf(graph: Graph): ReadonlyMap<Ref, Shape> {
  return new Map(
    graph.nodes.flatMap((node) =>
      node.outputs.map((type, i): [Ref, Shape] => [i === 0 ? node.name : `${node.name}:${i}`, type.shape]),
    ),
  );
}
