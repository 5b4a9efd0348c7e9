import { setImmediate as eventLoop } from 'node:timers/promises';
import type { Graph, GraphNode } from '@tlp/language/graph/types.js';
import { prune } from '@tlp/language/graph/walk.js';
import { forTensorFlow } from '../../compile/for-tensorflow.js';
import { type KnownValue, knownValues } from '../../compile/known-values.js';
import type { TensorFlow } from '../../native/load.js';
import { outputType } from '../../ops/node.js';
import type { Weights } from '../../weights/tensors.js';
import type { Batch, InferenceEngine } from '../types.js';
import { emitGraph } from './emit-graph.js';
import { TensorFlowEmitter } from './emitter.js';
import type { SignatureTensor } from './saved-model.js';
import { openSession } from './session.js';
import { TensorFlowVariables } from './variables.js';

/** A node whose value is known reads nothing; whole numbers become constants of the graph. */
function withoutInputs(node: GraphNode, known: KnownValue | undefined): GraphNode {
  if (!known) return node;
  if (!(known.data instanceof Int32Array)) return { ...node, inputs: [] };
  const attrs = { values: [...known.data], shape: known.shape };
  return { ...node, op: 'constant', inputs: [], attrs };
}

/** Runs an inference graph through tfjs-node. What depends on weights alone is computed once, beforehand. */
export async function createTensorFlowInference(
  tf: TensorFlow,
  graph: Graph,
  weights: Weights,
): Promise<InferenceEngine> {
  const folded = forTensorFlow(graph);
  const known = knownValues(folded, weights);
  const lowered = prune({
    ...folded,
    nodes: folded.nodes.map((node) => withoutInputs(node, known.get(node.name))),
  });
  const emitter = new TensorFlowEmitter();
  const variables = new TensorFlowVariables(emitter);
  const given = new Map<string, string>();
  const values: Record<string, Batch> = {};
  for (const { name } of lowered.nodes) {
    const value = known.get(name);
    // Whole numbers are constants of the graph.
    if (!value || value.data instanceof Int32Array) continue;
    variables.add(name, value.shape);
    given.set(name, variables.read(name, 'run'));
    values[name] = value;
  }
  const inputs: Record<string, SignatureTensor> = {};
  for (const node of lowered.nodes.filter((n) => n.op === 'input')) {
    const type = outputType(node);
    const tensor = emitter.placeholder(node.name, type);
    given.set(node.name, tensor);
    inputs[node.name] = { tensor, ...type };
  }
  const tensorOf = emitGraph(emitter, lowered, 'run', given);
  const outputs = Object.fromEntries(
    lowered.outputs.map((ref, i): [string, SignatureTensor] => [
      `output_${i}`,
      // The shape in a signature is information only; the run tells the real one.
      { tensor: emitter.float('Identity', `output_${i}`, [tensorOf(ref)]), dtype: 'float32', shape: [] },
    ]),
  );
  const session = await openSession(tf, emitter.nodes, {
    init: variables.initSignature(),
    run: { inputs, outputs },
  });
  session.call('init', values);
  return {
    name: 'tensorflow',
    async run(feeds) {
      // It computes on this thread, and signals and timers have their turn between batches.
      await eventLoop();
      const results = session.call('run', feeds);
      return lowered.outputs.map((_, i) => results[`output_${i}`]!);
    },
    async dispose() {
      session.dispose();
    },
  };
}
