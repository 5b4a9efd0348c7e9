import { fixed, fixedCount, inputOf, ofRank, sameShape, showShape, symbols } from '../shape.js';
import { type Dim, type OpDefinition, type Shape, ShapeError } from '../types.js';

/**
 * `a[…,m,k] · b[…,k,n]`, either transposed first in its last two axes where the attribute says so. The axes before are
 * those of both, `[batch,heads,tokens,64]`; or `b` is one matrix for all of them, as in a dense layer.
 */
export const matMul: OpDefinition<{ readonly transposeA: boolean; readonly transposeB: boolean }> = {
  name: 'matMul',
  infer(inputs, { transposeA, transposeB }) {
    const [a, b] = [inputOf(inputs, 0, 'matMul').shape, inputOf(inputs, 1, 'matMul').shape];
    const refuse = () => new ShapeError(`matMul: ${showShape(a)} and ${showShape(b)} do not fit together.`);
    if (a.length < 2 || b.length < 2) throw refuse();
    const [m, k] = lastTwo(a, transposeA);
    const [k2, n] = lastTwo(b, transposeB);
    const [outer, inner] = [a.slice(0, -2), b.slice(0, -2)];
    const shared = inner.length === 0 && (outer.length === 0 || !transposeA);
    if (k !== k2 || !(shared || sameShape(outer, inner))) throw refuse();
    return [{ dtype: 'float32', shape: [...outer, m, n] }];
  },
};

function lastTwo(shape: Shape, transposed: boolean): [Dim, Dim] {
  const [rows, columns] = shape.slice(-2) as [Dim, Dim];
  return transposed ? [columns, rows] : [rows, columns];
}

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
    if (open.includes('rows') && asked.join() === 'rows') {
      // More rows of less, or fewer of more.
      if (open.length > 1 || (held % wanted !== 0 && wanted % held !== 0)) throw refuse();
    } else if (open.includes('rows') && !asked.includes('rows')) {
      // What the rows hold is not in the type; the op that folded them knows.
      if (asked[0] !== 'batch' || wanted % held !== 0) throw refuse();
    } else if (held !== wanted || [...open].sort().join() !== [...asked].sort().join()) throw refuse();
    return [{ dtype, shape: to }];
  },
};

/** Joins along an axis, the last where none is named: channels of images, features of vectors. */
export const concat: OpDefinition<{ readonly axis?: number }> = {
  name: 'concat',
  infer(inputs, { axis }) {
    const first = inputOf(inputs, 0, 'concat');
    const rank = first.shape.length;
    const along = axis ?? rank - 1;
    let size = 0;
    for (const type of inputs) {
      const shape = ofRank(type, rank, 'concat');
      if (shape.some((dim, i) => i !== along && dim !== first.shape[i])) {
        const where = axis === undefined ? 'before the last axis' : `elsewhere than in axis ${axis}`;
        throw new ShapeError(`concat: ${showShape(first.shape)} and ${showShape(shape)} differ ${where}.`);
      }
      size += fixed(shape[along], 'concat');
    }
    return [{ dtype: first.dtype, shape: first.shape.map((dim, i) => (i === along ? size : dim)) }];
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
