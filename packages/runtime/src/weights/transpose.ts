/** Between a weight file's layout of a parameter and the graph's (channels last; kernels HWIO). */
import type { TensorLocation } from '@tlp/language/backbones/card.js';
import type { Transpose } from '@tlp/language/weights/file-shape.js';
import { gather, rowMajorStrides } from './stored-tensor.js';

export { shapeInFile, type Transpose } from '@tlp/language/weights/file-shape.js';

/** Values from the file's order to the graph's; `shape` is the graph's, `values` are the whole tensor's. */
export function toGraphLayout(
  values: Float32Array,
  shape: readonly number[],
  { transpose, part, turn: turned, thenTurn, summed }: Omit<TensorLocation, 'tensor'>,
): Float32Array {
  const once = turned ? permute(values, turned.view, turned.permute) : values;
  const again = thenTurn ? permute(once, thenTurn.view, thenTurn.permute) : once;
  const whole = summed ? sumOfParts(again, summed) : again;
  const size = whole.length / (part?.of ?? 1);
  const first = (part?.index ?? 0) * size;
  const own = part ? whole.slice(first, first + size) : whole;
  return turned ? own : turn(own, shape, transpose);
}

function sumOfParts(values: Float32Array, count: number): Float32Array {
  const sum = new Float32Array(values.length / count);
  values.forEach((value, i) => {
    sum[i % sum.length]! += value;
  });
  return sum;
}

function turn(values: Float32Array, shape: readonly number[], transpose: Transpose): Float32Array {
  switch (transpose) {
    case 'none':
      return values;
    case 'oi':
      return swap(values, shape[1]!, shape[0]!);
    // [O, I·h·w] -> [I, h·w, O] -> [h·w, I, O]
    case 'oihw': {
      const [h, w, inputs, outputs] = shape as [number, number, number, number];
      return swapFirst(swap(values, outputs, inputs * h * w), inputs, h * w, outputs);
    }
    // [C·M, h·w] -> [h·w, C·M]: output channel c·M + m is multiple m of input channel c.
    case 'depthwise':
      return swap(values, shape[2]! * shape[3]!, shape[0]! * shape[1]!);
  }
}

/** `[rows, columns]` to `[columns, rows]`. */
function swap(values: Float32Array, rows: number, columns: number): Float32Array {
  const out = new Float32Array(values.length);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) out[c * rows + r] = values[r * columns + c]!;
  return out;
}

/** `[a, b, n]` to `[b, a, n]`. */
function swapFirst(values: Float32Array, a: number, b: number, n: number): Float32Array {
  const out = new Float32Array(values.length);
  for (let i = 0; i < a; i++) {
    for (let j = 0; j < b; j++) {
      out.set(values.subarray((i * b + j) * n, (i * b + j + 1) * n), (j * a + i) * n);
    }
  }
  return out;
}

/** Axes in another order: axis `i` of the result is axis `order[i]` of `view`. */
function permute(values: Float32Array, view: readonly number[], order: readonly number[]): Float32Array {
  if (order.every((axis, i) => axis === i)) return values;
  const strides = rowMajorStrides(view);
  return gather(
    values,
    order.map((axis) => view[axis]!),
    order.map((axis) => strides[axis]!),
  );
}
