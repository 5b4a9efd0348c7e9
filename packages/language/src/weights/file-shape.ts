/** Between a weight file's layout of a parameter and the graph's (channels last; kernels HWIO). */
import type { TensorLocation } from '../backbones/card.js';

export type Transpose = TensorLocation['transpose'];

/** The shape of the tensor that holds a parameter of the graph's `shape`. */
export function shapeInFile(
  shape: readonly number[],
  { transpose, part, shape: written }: Omit<TensorLocation, 'tensor'>,
): readonly number[] {
  if (written) return written;
  const [first = 1, ...rest] = turned(shape, transpose);
  return shape.length === 0 ? [] : [first * (part?.of ?? 1), ...rest];
}

function turned(shape: readonly number[], transpose: Transpose): readonly number[] {
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
