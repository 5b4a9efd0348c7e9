/** What an op means to the runtime: its gradient and how each engine carries it out. */
import type * as tfjs from '@tensorflow/tfjs';
import type { GraphBuilder } from '@tlp/language/graph/builder.js';
import type { GraphNode, Ref, TensorType } from '@tlp/language/graph/types.js';
import type { OnnxEmitter } from '../engines/onnx/emitter.js';
import type { TensorFlowEmitter } from '../engines/tensorflow/emitter.js';

/** The tfjs module in use: plain tfjs, or tfjs-node, which has the same ops. */
export type Tfjs = Omit<typeof tfjs, 'default'>;

export interface GradientContext {
  readonly b: GraphBuilder;
  readonly node: GraphNode;
  /** Gradient of the loss by the node's first output, same type. */
  readonly dy: Ref;
  /** Whether the gradient by the n-th input is asked for; work for others may be left out. */
  wants(input: number): boolean;
  /** A name for a node that belongs to this gradient. */
  name(part: string): string;
}

export interface OpKernel {
  /** The gradient by each input, null where there is none or it isn't wanted. Absent: not differentiable. */
  gradient?(context: GradientContext): readonly (Ref | null)[];
  /** Adds TensorFlow nodes; returns the TensorFlow tensor of each output. `types` are those of the inputs. */
  tensorflow?(
    emitter: TensorFlowEmitter,
    node: GraphNode,
    inputs: readonly string[],
    types: readonly TensorType[],
  ): readonly string[];
  /** Adds ONNX nodes; returns the ONNX value of each output. What a window slides over is NCHW there, see the emitter. */
  onnx?(
    emitter: OnnxEmitter,
    node: GraphNode,
    inputs: readonly string[],
    types: readonly TensorType[],
  ): readonly string[];
  /** The op in plain tfjs ops, which tfjs can differentiate by itself. */
  portable?(
    tf: Tfjs,
    inputs: readonly tfjs.Tensor[],
    node: GraphNode,
    types: readonly TensorType[],
  ): readonly tfjs.Tensor[];
}
