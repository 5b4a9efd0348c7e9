import type { GraphBuilder } from '@tlp/language/graph/builder.js';
import type { Ref } from '@tlp/language/graph/types.js';

/** A small graph of one op. */
export interface OpCase {
  readonly name: string;
  /** Shapes of the parameters the op is applied to, in order. */
  readonly shapes: readonly (readonly number[])[];
  readonly build: (b: GraphBuilder, inputs: readonly Ref[]) => Ref;
  /** ONNX has no part in it: kernels that are not known while the graph is written, or an op that only TensorFlow's graphs have. */
  readonly onnx?: false;
}
