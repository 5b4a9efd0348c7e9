import { fixed, fixedCount, inputOf, ofRank, sameShape, showShape, symbols } from '../shape.js';
import { type Dim, type OpDefinition, type Shape, ShapeError } from '../types.js';

/** `a[m,k] · b[k,n]`, either transposed first where the attribute says so. */
export const matMul: OpDefinition<{ readonly transposeA: boolean; readonly transposeB: boolean }> = {
  name: 'matMul',
  infer(inputs, { transposeA, transposeB }) {
    const a = ofRank(inputOf(inputs, 0, 'matMul'), 2, 'matMul');
    const b = ofRank(inputOf(inputs, 1, 'matMul'), 2, 'matMul');
    const [m, k] = transposeA ? [a[1]!, a[0]!] : [a[0]!, a[1]!];
    const [k2, n] = transposeB ? [b[1]!, b[0]!] : [b[0]!, b[1]!];
    if (k !== k2) throw new ShapeError(`matMul: ${showShape(a)} and ${showShape(b)} do not fit together.`);
    return [{ dtype: 'float32', shape: [m, n] }];
  },
};

/**
 * Another shape of the same values. `rows` takes the batch and whatever else the other dimensions leave over:
 * `[batch,7,7,320] -> [rows,320]`, and back to a shape that leads with the batch.
 */
export const reshape: OpDefinition<{ readonly shape: Shape }> = {
  name: 'reshape',
  infer(inputs, { shape: to }) {
    const { dtype, shape: from } = inputOf(inputs, 0, 'reshape');
    const [held, wanted] = [fixedCount(from), fixedCount(to)];
    const [open, asked] = [symbols(from), symbols(to)];
    const refuse = () => new ShapeError(`reshape: ${showShape(from)} does not fit into ${showShape(to)}.`);
    if (asked.includes('rows') && !open.includes('rows')) {
      if (asked.length > 1 || held % wanted !== 0) throw refuse();
      // Rows of a shape that is known are a number.
      const rows: Dim = open.length === 0 ? held / wanted : 'rows';
      return [{ dtype, shape: to.map((dim) => (dim === 'rows' ? rows : dim)) }];
    }
    if (open.includes('rows') && !asked.includes('rows')) {
      // What the rows hold is not in the type; the op that folded them knows.
      if (asked[0] !== 'batch' || wanted % held !== 0) throw refuse();
    } else if (held !== wanted || [...open].sort().join() !== [...asked].sort().join()) throw refuse();
    return [{ dtype, shape: to }];
  },
};

/** Joins along the last axis: channels of images, features of vectors. */
export const concat: OpDefinition<Record<never, never>> = {
  name: 'concat',
  infer(inputs) {
    const first = inputOf(inputs, 0, 'concat');
    const rank = first.shape.length;
    let channels = 0;
    for (const type of inputs) {
      const shape = ofRank(type, rank, 'concat');
      if (shape.slice(0, -1).some((dim, i) => dim !== first.shape[i])) {
        throw new ShapeError(
          `concat: ${showShape(first.shape)} and ${showShape(shape)} differ before the last axis.`,
        );
      }
      channels += fixed(shape[rank - 1], 'concat');
    }
    return [{ dtype: first.dtype, shape: [...first.shape.slice(0, -1), channels] }];
  },
};

export type ReduceAttrs = { readonly axes: readonly number[]; readonly keepDims: boolean };

const reduction = (name: string): OpDefinition<ReduceAttrs> => ({
  name,
  infer(inputs, { axes, keepDims }) {
    const { dtype, shape } = inputOf(inputs, 0, name);
    const out = shape.flatMap((dim, i): Dim[] => (axes.includes(i) ? (keepDims ? [1] : []) : [dim]));
    return [{ dtype, shape: out }];
  },
});

/** Mean over the axes; over `[1, 2]` it is global average pooling. */
export const reduceMean = reduction('reduceMean');
/** Largest over the axes; over `[1, 2]` it is global max pooling. */
export const reduceMax = reduction('reduceMax');
export const reduceSum = reduction('reduceSum');

/**
 * Cross entropy of `softmax(logits[N,K])` against the target distribution `[N,K]` (label smoothing is in the
 * target); one loss an example, `[N]`, in nats.
 */
export const softmaxCrossEntropy: OpDefinition<Record<never, never>> = {
  name: 'softmaxCrossEntropy',
  infer(inputs) {
    const logits = ofRank(inputOf(inputs, 0, 'softmaxCrossEntropy'), 2, 'softmaxCrossEntropy');
    const target = inputOf(inputs, 1, 'softmaxCrossEntropy').shape;
    if (!sameShape(logits, target)) {
      throw new ShapeError(
        `softmaxCrossEntropy: the target ${showShape(target)} is unlike the logits ${showShape(logits)}.`,
      );
    }
    return [{ dtype: 'float32', shape: [logits[0]!] }];
  },
};
