import { type Dim, type Ref, type Shape, ShapeError, type TensorType } from './types.js';

export const float32 = (...shape: Dim[]): TensorType => ({ dtype: 'float32', shape });

/** `[batch, 7, 7, 1280]`, as messages and tables show a shape. */
export const showShape = (shape: Shape): string => `[${shape.join(', ')}]`;

/** The number of elements of one example (the batch dimension left out). */
export const elementCount = (shape: Shape): number =>
  shape.reduce<number>((product, dim) => (dim === 'batch' ? product : product * dim), 1);

/** The single number a dimension stands for. @throws ShapeError for the symbolic batch. */
export function fixed(dim: Dim | undefined, what: string): number {
  if (typeof dim !== 'number')
    throw new ShapeError(`${what}: a fixed size is needed, got ${dim ?? 'nothing'}.`);
  return dim;
}

/** The n-th input's type. @throws ShapeError when the op was given too few inputs. */
export function inputOf(inputs: readonly TensorType[], index: number, op: string): TensorType {
  const type = inputs[index];
  if (!type) throw new ShapeError(`${op}: input ${index + 1} is missing.`);
  return type;
}

/** The type must have that many dimensions. @throws ShapeError */
export function ofRank(type: TensorType, rank: number, op: string): Shape {
  if (type.shape.length !== rank) {
    throw new ShapeError(`${op}: needs an input of ${rank} dimensions, got ${showShape(type.shape)}.`);
  }
  return type.shape;
}

export const sameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((dim, i) => dim === b[i]);

/** NumPy broadcasting of two shapes. @throws ShapeError when they do not fit. */
export function broadcast(a: Shape, b: Shape, op: string): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i): Dim => {
    const x = a[a.length - rank + i] ?? 1;
    const y = b[b.length - rank + i] ?? 1;
    if (x === y || y === 1) return x;
    if (x === 1) return y;
    throw new ShapeError(`${op}: shapes ${showShape(a)} and ${showShape(b)} do not fit together.`);
  });
}

/** `name:1` -> { node: 'name', output: 1 }. */
export function parseRef(ref: Ref): { node: string; output: number } {
  const match = /^(.*):(\d+)$/.exec(ref);
  return match ? { node: match[1]!, output: Number(match[2]) } : { node: ref, output: 0 };
}
