/**
 * The linear algebra of solvers in TensorFlow's float64 kernels, on all cores. tfjs knows no float64: numbers cross as pairs of int32,
 * which the graph reads as what they are (`Bitcast`), so that no bit is lost.
 */
import type { TensorFlow } from '../../native/load.js';
import type { Algebra, Products } from '../../solve/algebra.js';
import type { Batch } from '../types.js';
import { TensorFlowEmitter } from './emitter.js';
import { bool, type } from './proto-values.js';
import type { Signature } from './saved-model.js';
import { type Held, openSession } from './session.js';

/** Rows whose products are summed by one call: few enough that what crosses is small beside what is computed. */
const panel = 1024;
/** Floats of the features that a product is made of at once. */
const atOnce = 1 << 23;

type Name = 'squares' | 'factor' | 'solve' | 'scores' | 'pull';

/** @throws TlpError TLP756 */
export async function openAlgebra(tf: TensorFlow): Promise<Algebra> {
  const { nodes, signatures } = algebraGraph();
  const session = await openSession(tf, nodes, signatures);
  const call = (name: Name, feeds: Readonly<Record<string, Batch | Held>>): Float64Array<ArrayBuffer> => {
    const [values] = Object.values(session.call(name, feeds));
    const { buffer, byteOffset, byteLength } = values!;
    return new Float64Array(new Uint8Array(buffer, byteOffset, byteLength).slice().buffer);
  };

  // The one that was used last: L-BFGS solves by it in every iteration.
  let last: { readonly factor: Float64Array; readonly held: Held } | null = null;
  const heldFactor = (factor: Float64Array, size: number): Held => {
    if (last?.factor === factor) return last.held;
    last?.held.dispose();
    last = { factor, held: session.hold(bits(factor, size, size)) };
    return last.held;
  };

  return {
    copies: 1,
    // The given one, as it is fed, its factor as it comes, here, and as it is held.
    matrices: 5,
    panel,
    addSquares(squares, size, rows, weights) {
      const sum = call('squares', { x: bits(rows, panel, size), weights: bits(weights, panel) });
      for (let i = 0; i < size; i++)
        for (let at = i * size; at <= i * size + i; at++) squares[at]! += sum[at]!;
    },
    factorize(matrix, size) {
      const factor = attempt(() => call('factor', { matrix: bits(matrix, size, size) }));
      // Eigen gives no error where a number is none.
      if (!factor?.every(Number.isFinite)) return null;
      return (right, columns) =>
        call('solve', { factor: heldFactor(factor, size), right: bits(right, size, columns) });
    },
    products: (features, width) => productsOf(features, width),
    dispose: () => session.dispose(),
  };

  function productsOf(features: Float32Array, width: number): Products {
    const count = Math.max(1, Math.floor(atOnce / width));
    const rows = features.length / width;
    const blocks = Array.from({ length: Math.ceil(rows / count) }, (_, i) => {
      const data = features.subarray(i * count * width, (i + 1) * count * width);
      return {
        first: i * count,
        rows: data.length / width,
        x: session.hold({ data, shape: [data.length / width, width] }),
      };
    });
    return {
      scores(kernel, columns) {
        const all = new Float64Array(rows * columns);
        for (const { first, x } of blocks)
          all.set(call('scores', { x, kernel: bits(kernel, columns, width) }), first * columns);
        return all;
      },
      pull(derivatives, columns) {
        const sum = new Float64Array(columns * width);
        for (const { first, rows: some, x } of blocks) {
          const own = derivatives.subarray(first * columns, (first + some) * columns);
          const part = call('pull', { x, derivatives: bits(own, some, columns) });
          for (let i = 0; i < sum.length; i++) sum[i]! += part[i]!;
        }
        return sum;
      },
      dispose() {
        for (const { x } of blocks) x.dispose();
      },
    };
  }
}

/** TensorFlow says by an error that a matrix is not positive definite. */
function attempt<T>(make: () => T): T | null {
  try {
    return make();
  } catch (error) {
    if (/Cholesky decomposition was not successful/.test(String(error))) return null;
    throw error;
  }
}

/** Numbers as TensorFlow is fed with them. */
const bits = (values: Float64Array, ...shape: readonly number[]): Batch => ({
  data: new Int32Array(values.buffer, values.byteOffset, 2 * values.length),
  shape: [...shape, 2],
});

function algebraGraph() {
  const e = new TensorFlowEmitter();
  const double = type('float64');
  const signatures: Partial<Record<Name, Signature>> = {};
  const matMul = (name: string, a: string, b: string, transposed: 'a' | 'b') =>
    e.node('MatMul', name, [a, b], {
      T: double,
      transpose_a: bool(transposed === 'a'),
      transpose_b: bool(transposed === 'b'),
    });
  const doubles = (name: string, rank: 1 | 2) => {
    const shape = [...Array.from({ length: rank }, () => 'batch' as const), 2];
    const input = e.placeholder(name, { dtype: 'int32', shape });
    const value = e.node('Bitcast', `${name}/double`, [input], { T: type('int32'), type: double });
    return { input: { tensor: input, dtype: 'int32', shape } as const, value };
  };
  const features = (name: string) => {
    const shape = ['batch', 'batch'] as const;
    const input = e.placeholder(name, { dtype: 'float32', shape });
    const value = e.node('Cast', `${name}/double`, [input], { SrcT: type('float32'), DstT: double });
    return { input: { tensor: input, dtype: 'float32', shape } as const, value };
  };
  const give = (name: Name, inputs: Signature['inputs'], value: string) => {
    const out = e.node('Bitcast', `${name}/bits`, [value], { T: double, type: type('int32') });
    signatures[name] = {
      inputs,
      outputs: { out: { tensor: out, dtype: 'int32', shape: ['batch', 'batch', 2] } },
    };
  };

  {
    const [x, weights] = [doubles('squares/x', 2), doubles('squares/weights', 1)];
    const column = e.node('ExpandDims', 'squares/column', [weights.value, e.scalar(1, 'int32')], {
      T: double,
      Tdim: type('int32'),
    });
    const weighted = e.node('Mul', 'squares/weighted', [x.value, column], { T: double });
    give('squares', { x: x.input, weights: weights.input }, matMul('squares/sum', weighted, x.value, 'a'));
  }
  {
    const matrix = doubles('factor/matrix', 2);
    give(
      'factor',
      { matrix: matrix.input },
      e.node('Cholesky', 'factor/lower', [matrix.value], { T: double }),
    );
  }
  {
    const [factor, right] = [doubles('solve/factor', 2), doubles('solve/right', 2)];
    const triangular = (name: string, to: string, adjoint: boolean) =>
      e.node('MatrixTriangularSolve', name, [factor.value, to], {
        T: double,
        lower: bool(true),
        adjoint: bool(adjoint),
      });
    const half = triangular('solve/forward', right.value, false);
    give('solve', { factor: factor.input, right: right.input }, triangular('solve/back', half, true));
  }
  {
    const [x, kernel] = [features('scores/x'), doubles('scores/kernel', 2)];
    give(
      'scores',
      { x: x.input, kernel: kernel.input },
      matMul('scores/product', x.value, kernel.value, 'b'),
    );
  }
  {
    const [x, derivatives] = [features('pull/x'), doubles('pull/derivatives', 2)];
    const product = matMul('pull/product', derivatives.value, x.value, 'a');
    give('pull', { x: x.input, derivatives: derivatives.input }, product);
  }
  return { nodes: e.nodes, signatures: signatures as Record<Name, Signature> };
}
