/** Between a weight file's layout of a parameter and the graph's (channels last; kernels HWIO). */
import type { WeightLayout } from '../backbones/card.js';

export type Transpose = ReturnType<WeightLayout['locate']>['transpose'];

/** The shape a parameter of the graph's `shape` has in the file. */
export function shapeInFile(shape: readonly number[], transpose: Transpose): readonly number[] {
  switch (transpose) {
    case 'none':
      return shape;
    case 'oi':
      return [shape[1]!, shape[0]!];
    case 'oihw':
      return [shape[3]!, shape[2]!, shape[0]!, shape[1]!];
    case 'depthwise':
      return [shape[2]! * shape[3]!, 1, shape[0]!, shape[1]!];
  }
}
