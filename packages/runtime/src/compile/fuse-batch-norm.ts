import { batchNorm } from '@tlp/language/graph/ops/normalization.js';
import { rewrite } from '@tlp/language/graph/rewrite.js';
import type { Graph, Ref } from '@tlp/language/graph/types.js';
import { prune } from '@tlp/language/graph/walk.js';
import { joined } from '../ops/own.js';

/**
 * An activation that alone reads what a training batch-norm gives becomes part of it, so that the values between are never written. The batch-norm keeps its
 * name, by which its statistics are known.
 */
export function fuseBatchNorm(graph: Graph): Graph {
  const readers = new Map<Ref, string[]>();
  for (const { name, inputs } of graph.nodes)
    for (const ref of inputs) readers.set(ref, [...(readers.get(ref) ?? []), name]);
  const activations = new Map(
    graph.nodes.flatMap(({ name, op }) => (joined[op] ? [[name, joined[op]]] : [])),
  );
  const asked = new Set([...graph.outputs, ...graph.blocks.map(({ output }) => output)]);
  const fusedInto = new Set<Ref>();
  const fused = rewrite(graph, (node, b, inputs) => {
    if (activations.has(node.name) && fusedInto.has(node.inputs[0]!)) return [inputs[0]!];
    if (node.op !== batchNorm.name || node.attrs.mode !== 'train') return null;
    const [reader, ...others] = readers.get(node.name) ?? [];
    const activation = activations.get(reader ?? '');
    if (activation === undefined || others.length > 0 || asked.has(node.name)) return null;
    fusedInto.add(node.name);
    b.keep({ ...node, inputs, attrs: { ...node.attrs, activation } });
    return node.outputs.map((_, i) => (i === 0 ? node.name : `${node.name}:${i}`));
  });
  return prune(fused);
}
