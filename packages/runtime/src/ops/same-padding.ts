/** TensorFlow's `SAME` padding of an axis: the odd pixel comes after. */
export function samePadding(size: number, window: number, stride: number): [number, number] {
  const total = Math.max(0, (Math.ceil(size / stride) - 1) * stride + window - size);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}
