import type { Graph, Ref, TensorType } from '@tlp/language/graph/types.js';
import { readerCounts } from '@tlp/language/graph/walk.js';
import { foldBatchNorm } from '../../compile/fold-batch-norm.js';
import { knownValues } from '../../compile/known-values.js';
import { kernelOf } from '../../ops/kernel-table.js';
import type { Weights } from '../../weights/tensors.js';
import { OnnxEmitter } from './emitter.js';
import type { OnnxModel } from './model-proto.js';

/** An inference graph as an ONNX model; inputs and outputs keep their names and are NHWC. */
export function onnxModel(graph: Graph, weights: Weights): OnnxModel {
  const folded = foldBatchNorm(graph);
  const types = typesOf(folded);
  const known = knownValues(folded, weights);
  const emitter = new OnnxEmitter(types, known, readerCounts(folded));
  const values = new Map<Ref, string>();

  for (const node of folded.nodes) {
    if (node.op === 'input' || known.has(node.name)) continue;
    const { onnx } = kernelOf(node.op);
    if (!onnx) throw new Error(`Op ${node.op} (${node.name}) cannot be written as ONNX.`);
    const outputs = onnx(
      emitter,
      node,
      node.inputs.map((ref) => values.get(ref) ?? ref),
      node.inputs.map((ref) => types.get(ref)!),
    );
    outputs.forEach((value, i) => {
      values.set(i === 0 ? node.name : `${node.name}:${i}`, value);
    });
  }
  const outputs = folded.outputs.map((ref, i) => {
    const value = values.get(ref) ?? ref;
    const name = outputName(i);
    if (emitter.isMap(value)) emitter.toNhwc(value, name);
    else emitter.node('Identity', name, [value]);
    return { name, type: types.get(ref)! };
  });
  const inputs = folded.inputs.map((name) => ({ name, type: types.get(name)! }));
  return { nodes: emitter.nodes, initializers: emitter.initializers, inputs, outputs };
}

export const outputName = (index: number): string => `output_${index}`;

function typesOf(graph: Graph): ReadonlyMap<Ref, TensorType> {
  return new Map(
    graph.nodes.flatMap((node) =>
      node.outputs.map((type, i): [Ref, TensorType] => [i === 0 ? node.name : `${node.name}:${i}`, type]),
    ),
  );
}
