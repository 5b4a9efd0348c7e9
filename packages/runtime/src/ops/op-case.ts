import type { GraphBuilder } from '@tlp/language/graph/builder.js';
import type { Ref } from '@tlp/language/graph/types.js';

/** A small graph of one op. */
export interface OpCase {
  readonly name: string;
  /** Shapes of the parameters the op is applied to, in order. */
  readonly shapes: readonly (readonly number[])[];
  readonly build: (b: GraphBuilder, inputs: readonly Ref[]) => Ref;
  /** Why ONNX has no part in it: ops of kernels not known while the graph is written. */
  readonly onnx?: false;
}
