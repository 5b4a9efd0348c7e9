/** Between a weight file's layout of a parameter and the graph's (channels last; kernels HWIO). */
import type { Grid, TensorLocation } from '../backbones/card.js';

export type Transpose = TensorLocation['transpose'];

/** The shape of the tensor that holds a parameter of the graph's `shape`. */
export function shapeInFile(
  shape: readonly number[],
  { transpose, part, summed, shape: written }: Omit<TensorLocation, 'tensor'>,
): readonly number[] {
  if (written) return written;
  const [first = 1, ...rest] = turned(shape, transpose);
  return shape.length === 0 ? [] : [first * (part?.of ?? 1) * (summed ?? 1), ...rest];
}

/** Whether a tensor of that shape holds a parameter of the graph's `shape`, be it for a grid of another size. */
export function holds(
  inFile: readonly number[],
  shape: readonly number[],
  place: Omit<TensorLocation, 'tensor'>,
): boolean {
  const needed = shapeInFile(shape, place);
  if (`${inFile}` === `${needed}`) return true;
  const [first, count = 0, channels] = inFile;
  return (
    place.grid !== undefined &&
    inFile.length === 3 &&
    first === needed[0] &&
    channels === needed[2] &&
    sideOfGrid(count, place.grid) !== undefined
  );
}

/** The cells on a side of a square grid that has `vectors` with those before it; undefined where it is not square. */
export function sideOfGrid(vectors: number, { prefix }: Grid): number | undefined {
  const side = Math.sqrt(vectors - prefix);
  return Number.isInteger(side) && side > 0 ? side : undefined;
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
