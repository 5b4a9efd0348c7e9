import type { Graph } from '@tlp/language/graph/types.js';
import { foldBatchNorm } from '../../compile/fold-batch-norm.js';
import { lowerPadding } from '../../compile/lower-padding.js';
import type { TensorFlow } from '../../native/load.js';
import type { Weights } from '../../weights/tensors.js';
import { weightOf } from '../../weights/weight-of.js';
import type { InferenceEngine } from '../types.js';
import { emitGraph } from './emit-graph.js';
import { TensorFlowEmitter } from './emitter.js';
import type { SignatureTensor } from './saved-model.js';
import { openSession } from './session.js';
import { TensorFlowVariables } from './variables.js';

/** Runs an inference graph through tfjs-node. */
export async function createTensorFlowInference(
  tf: TensorFlow,
  graph: Graph,
  weights: Weights,
): Promise<InferenceEngine> {
  const lowered = lowerPadding(foldBatchNorm(graph));
  const emitter = new TensorFlowEmitter();
  const variables = new TensorFlowVariables(emitter);
  const given = new Map<string, string>();
  for (const { name, shape } of lowered.parameters) {
    variables.add(name, shape);
    given.set(name, variables.read(name, 'run'));
  }
  const inputs: Record<string, SignatureTensor> = {};
  for (const node of lowered.nodes.filter((n) => n.op === 'input')) {
    const { shape } = node.outputs[0]!;
    const tensor = emitter.placeholder(node.name, shape);
    given.set(node.name, tensor);
    inputs[node.name] = { tensor, dtype: 'float32', shape };
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
  session.call(
    'init',
    Object.fromEntries(
      lowered.parameters.map((p) => [p.name, { data: weightOf(weights, p), shape: p.shape }]),
    ),
  );
  return {
    name: 'tensorflow',
    async run(feeds) {
      const values = session.call('run', feeds);
      return lowered.outputs.map((_, i) => values[`output_${i}`]!);
    },
    async dispose() {
      session.dispose();
    },
  };
}
