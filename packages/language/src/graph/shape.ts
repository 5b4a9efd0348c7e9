import { hiddenShare } from '../data/judged.js';
import { type Dim, type Ref, type Shape, ShapeError, type SymbolicDim, type TensorType } from './types.js';

export const float32 = (...shape: Dim[]): TensorType => ({ dtype: 'float32', shape });
export const int32 = (...shape: Dim[]): TensorType => ({ dtype: 'int32', shape });

/** `[batch, 7, 7, 1280]`, as messages and tables show a shape. */
export const showShape = (shape: Shape): string => `[${shape.join(', ')}]`;

/** What the symbolic dimensions stand for in a batch at hand. */
export interface Sizes {
  readonly batch: number;
  /** Of the longest example; absent where no value has tokens. */
  readonly tokens?: number | undefined;
  /** Of the example in which most are judged; about the usual share of the tokens where it is left out. */
  readonly judged?: number | undefined;
  /** Absent where nobody knows what was put into them. */
  readonly rows?: number | undefined;
}

/** The shape of a value in a batch at hand. @throws ShapeError for a dimension whose size is not given. */
export const concrete = (shape: Shape, sizes: Sizes): number[] =>
  shape.map((dim) => {
    const size = typeof dim === 'number' ? dim : sizeOf(dim, sizes);
    if (size === undefined) throw new ShapeError(`The size of ${dim} in ${showShape(shape)} is not known.`);
    return size;
  });

const sizeOf = (dim: SymbolicDim, { batch, tokens, judged, rows }: Sizes): number | undefined =>
  ({ batch, tokens, judged: judged ?? (tokens && Math.ceil(hiddenShare * tokens)), rows })[dim];

/** The number of elements of one example. @throws ShapeError where it has tokens and nobody says how many */
export const elementCount = (shape: Shape, tokens?: number, rows?: number): number =>
  concrete(shape, { batch: 1, tokens, rows }).reduce((product, size) => product * size, 1);

/** What one example has of a shape: the batch left out. */
export const ofExample = (shape: Shape): readonly Exclude<Dim, 'batch'>[] =>
  shape.flatMap((dim) => (dim === 'batch' ? [] : [dim]));

/** The dimensions whose sizes are known only when the graph is fed. */
export const symbols = (shape: Shape): readonly SymbolicDim[] =>
  shape.flatMap((dim) => (typeof dim === 'number' ? [] : [dim]));

/** The product of the fixed sizes. */
export const fixedCount = (shape: Shape): number =>
  shape.reduce<number>((product, dim) => (typeof dim === 'number' ? product * dim : product), 1);

/** The single number a dimension stands for. @throws ShapeError for a symbolic one. */
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
