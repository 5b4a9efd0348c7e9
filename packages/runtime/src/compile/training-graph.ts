/** What one training step computes, in IR: forward, loss and backward pass of a phase's trainable part. */
import { GraphBuilder } from '@tlp/language/graph/builder.js';
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import { mul } from '@tlp/language/graph/ops/elementwise.js';
import { reduceSum } from '@tlp/language/graph/ops/tensor.js';
import type { Graph, Ref } from '@tlp/language/graph/types.js';
import type { AddLoss } from '../tasks/task-loss.js';
import { forTensorFlow } from './for-tensorflow.js';
import { fuseBiasGradients } from './fuse-bias-gradient.js';
import { fuseDepthwiseGradients } from './fuse-depthwise.js';
import { differentiate } from './gradients.js';
import { targetInput, weightInput } from './training-engine.js';

export interface LossGraph {
  readonly graph: Graph;
  readonly logits: Ref;
  /** Of each example, `[N]`. */
  readonly losses: Ref;
  /** `sum(losses · example_weight)`; the engine feeds the weights divided by the batch size. */
  readonly loss: Ref;
}

export interface TrainingGraph extends LossGraph {
  readonly gradients: ReadonlyMap<string, Ref>;
  readonly statistics: PhaseProgram['statistics'];
}

/** Adds the loss to a graph `… -> logits`. */
export function withLoss(graph: Graph, addLoss: AddLoss): LossGraph {
  const b = GraphBuilder.from(graph);
  const logits = graph.outputs[0]!;
  const type = b.type(logits);
  const target = b.input(targetInput, addLoss.targetOf?.(type) ?? type);
  const weight = b.input(weightInput, { dtype: 'float32', shape: ['batch'] });
  const losses = addLoss(b, logits, target);
  const weighted = b.apply(mul, [losses, weight], {}, 'loss/weighted');
  const loss = b.apply(reduceSum, [weighted], { axes: [0], keepDims: false }, 'loss/total');
  return { graph: b.finish([loss, losses, logits]), logits, losses, loss };
}

/** The step as the compiled engine runs it: batch-norm folded, paddings lowered, gradients by our own rules. */
export function buildTrainingGraph(program: PhaseProgram, addLoss: AddLoss): TrainingGraph {
  const lossGraph = withLoss(forTensorFlow(program.training), addLoss);
  const backward = differentiate(lossGraph.graph, lossGraph.loss, program.trained);
  const { graph, gradients } = fuseDepthwiseGradients(fuseBiasGradients(backward));
  return { ...lossGraph, graph, gradients, statistics: program.statistics };
}

/** The forward pass as evaluation runs it. */
export const buildEvaluationGraph = (program: PhaseProgram, addLoss: AddLoss): LossGraph =>
  withLoss(forTensorFlow(program.inference), addLoss);
