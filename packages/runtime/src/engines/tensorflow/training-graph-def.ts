/** Writes a phase's steps as one TensorFlow graph with a signature for each thing the trainer does with it. */
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import { decays } from '@tlp/language/graph/parameters.js';
import { float32 } from '@tlp/language/graph/shape.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { stepScalars } from '../../compile/step-scalars.js';
import type { TrainingEngineOptions } from '../../compile/training-engine.js';
import {
  buildEvaluationGraph,
  buildTrainingGraph,
  type TrainingGraph,
} from '../../compile/training-graph.js';
import { accumulatorName, phaseVariables } from '../../compile/variables.js';
import { outputType } from '../../ops/node.js';
import type { AddLoss } from '../../tasks/task-loss.js';
import { emitGraph } from './emit-graph.js';
import { TensorFlowEmitter } from './emitter.js';
import type { GraphDefNode } from './proto-values.js';
import type { Signature, SignatureTensor } from './saved-model.js';
import { emitUpdates, type TrainedParameter } from './update.js';
import { TensorFlowVariables } from './variables.js';

/** `train` is one step; with accumulation it only adds gradients up, and `apply` takes the step. */
export type TrainingSignature = 'init' | 'read' | 'train' | 'evaluate' | 'apply';

export interface TrainingGraphDef {
  readonly nodes: readonly GraphDefNode[];
  readonly signatures: Readonly<Partial<Record<TrainingSignature, Signature>>>;
}

/** Feed of `apply`: one over the number of gradients added up. */
export const shareInput = 'accumulated_share';

export function buildTrainingGraphDef(
  program: PhaseProgram,
  options: Pick<TrainingEngineOptions, 'phase' | 'addLoss'>,
): TrainingGraphDef {
  const emitter = new TensorFlowEmitter();
  const variables = new TensorFlowVariables(emitter);
  for (const { name, shape } of phaseVariables(program, options)) variables.add(name, shape);
  const scalars = new Scalars(emitter);
  const train = emitTrain(emitter, variables, scalars, program, options);
  return {
    nodes: emitter.nodes,
    signatures: {
      init: variables.initSignature(),
      read: variables.readSignature(),
      evaluate: emitEvaluate(emitter, variables, program, options.addLoss),
      ...train,
    },
  };
}

const scalar = float32();

/** Scalar feeds, one placeholder each. */
class Scalars {
  readonly inputs: Record<string, SignatureTensor> = {};
  constructor(private readonly emitter: TensorFlowEmitter) {}

  tensor(name: string): string {
    this.inputs[name] ??= { tensor: this.emitter.placeholder(name, scalar), ...scalar };
    return this.inputs[name].tensor;
  }
}

function emitTrain(
  e: TensorFlowEmitter,
  variables: TensorFlowVariables,
  scalars: Scalars,
  program: PhaseProgram,
  { phase, addLoss }: Pick<TrainingEngineOptions, 'phase' | 'addLoss'>,
): Pick<TrainingGraphDef['signatures'], 'train' | 'apply'> {
  const step = buildTrainingGraph(program, addLoss);
  const { inputs, tensorOf } = emitForward(e, variables, step.graph, 'train');
  const moving = emitStatistics(e, variables, step, tensorOf);
  const decaying = new Set(program.training.parameters.filter(decays).map((p) => p.name));
  const parameters = [...step.gradients].map(
    ([name, ref]): TrainedParameter => ({
      name,
      gradient: tensorOf(ref),
      decays: decaying.has(name),
    }),
  );
  const update = (trained: readonly TrainedParameter[]) =>
    emitUpdates(e, variables, trained, { ...phase, scalar: (name) => scalars.tensor(name) });
  const names = Object.keys(stepScalars(phase, 1, 0));
  const results = (done: readonly string[], norm: string | null) => ({
    loss: output(
      e.float('Identity', 'train/loss', [tensorOf(step.loss), ...controls([...done, ...moving])]),
      [],
    ),
    logits: output(e.float('Identity', 'train/logits', [tensorOf(step.logits)]), []),
    ...(norm ? { norm: output(norm, []) } : {}),
  });

  if (phase.accumulate === 1) {
    const { updates, norm } = update(parameters);
    return { train: { inputs: { ...inputs, ...pick(scalars, names) }, outputs: results(updates, norm) } };
  }
  const added = parameters.map(({ name, gradient }) =>
    variables.assignAdd(accumulatorName(name), gradient, 'train'),
  );
  const train = { inputs, outputs: results(added, null) };
  const share = scalars.tensor(shareInput);
  const means = parameters.map((parameter) => {
    const sum = variables.read(accumulatorName(parameter.name), 'apply');
    return { ...parameter, gradient: e.float('Mul', `apply/mean/${parameter.name}`, [sum, share]) };
  });
  const { updates, norm } = update(means);
  const cleared = parameters.map(({ name }) => {
    const zeros = e.float('ZerosLike', `apply/zeros/${name}`, [variables.read(name, 'apply')]);
    return variables.assign(accumulatorName(name), zeros, 'apply', controls(updates));
  });
  const done = e.float('Identity', 'apply/done', [e.scalar(1), ...controls([...updates, ...cleared])]);
  return {
    train,
    apply: {
      inputs: pick(scalars, [...names, shareInput]),
      outputs: { done: output(done, []), ...(norm ? { norm: output(norm, []) } : {}) },
    },
  };
}

function emitEvaluate(
  e: TensorFlowEmitter,
  variables: TensorFlowVariables,
  program: PhaseProgram,
  addLoss: AddLoss,
): Signature {
  const step = buildEvaluationGraph(program, addLoss);
  // Evaluation's losses are not weighed, so neither the weights nor what they lead to is needed.
  const { inputs, tensorOf } = emitForward(e, variables, step.graph, 'evaluate');
  return {
    inputs,
    outputs: {
      losses: output(e.float('Identity', 'evaluate/losses', [tensorOf(step.losses)]), []),
      logits: output(e.float('Identity', 'evaluate/logits', [tensorOf(step.logits)]), []),
    },
  };
}

/** Inputs become placeholders and parameters variables read once a call; the rest follows. */
function emitForward(e: TensorFlowEmitter, variables: TensorFlowVariables, graph: Graph, scope: string) {
  const inputs: Record<string, SignatureTensor> = {};
  const given = new Map<string, string>();
  for (const node of graph.nodes) {
    if (node.op === 'parameter') given.set(node.name, variables.read(node.name, scope));
    if (node.op !== 'input') continue;
    const type = outputType(node);
    const tensor = e.placeholder(`${scope}/${node.name}`, type);
    given.set(node.name, tensor);
    inputs[node.name] = { tensor, ...type };
  }
  return { inputs, tensorOf: emitGraph(e, graph, scope, given) };
}

/** `moving = momentum·moving + (1-momentum)·batch`. */
function emitStatistics(
  e: TensorFlowEmitter,
  variables: TensorFlowVariables,
  { graph, statistics }: TrainingGraph,
  tensorOf: (ref: string) => string,
): readonly string[] {
  return statistics.flatMap(({ node, mean, variance }) => {
    const momentum = Number(graph.nodes.find((n) => n.name === node)!.attrs.momentum);
    return [mean, variance].map((name, i) => {
      const scope = `moving/${name}`;
      const kept = e.float('Mul', `${scope}/kept`, [variables.read(name, scope), e.scalar(momentum)]);
      const fresh = e.float('Mul', `${scope}/fresh`, [tensorOf(`${node}:${i + 1}`), e.scalar(1 - momentum)]);
      return variables.assign(name, e.float('AddV2', `${scope}/next`, [kept, fresh]), scope);
    });
  });
}

// The shape in a signature is information only; what TensorFlow returns tells the real one.
const output = (tensor: string, shape: readonly number[]): SignatureTensor => ({
  tensor,
  dtype: 'float32',
  shape,
});

const controls = (nodes: readonly string[]) => nodes.map((node) => `^${node}`);

const pick = (scalars: Scalars, names: readonly string[]) =>
  Object.fromEntries(
    names.map((name) => {
      scalars.tensor(name);
      return [name, scalars.inputs[name]!];
    }),
  );
