/** The solvers' algebra in TensorFlow against JavaScript's, and by what scikit-learn computes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../random.js';
import { type Algebra, plainAlgebra } from '../../solve/algebra.js';
import { golden, inBatches, oneHot, rowsOf } from '../../solve/goldens.fixture.js';
import { prepareLogistic } from '../../solve/logistic.js';
import { sumNormalEquations } from '../../solve/normal-equations.js';
import { sumRidge } from '../../solve/ridge.js';
import { closeTo } from '../../testing/close-to.js';
import { trainingLibrary } from '../libraries.js';
import { openAlgebra } from './algebra.js';

let algebra: Algebra;
beforeAll(async () => {
  const library = await trainingLibrary('tensorflow');
  if (library.name !== 'tensorflow') throw new Error('TensorFlow is not there.');
  algebra = await openAlgebra(library.tf);
});
afterAll(() => algebra.dispose());

const drawn = (key: string, length: number) => {
  const random = createRandom('algebra', key);
  return Float64Array.from({ length }, () => random.normal());
};

describe('in TensorFlow', () => {
  // More rows than a panel has.
  it.each([
    [7, 5],
    [1500, 40],
  ])(
    'sums the squares of %i rows of %i numbers as JavaScript does, and solves by them',
    async (count, width) => {
      const rows = {
        features: Float32Array.from(drawn('features', count * width)),
        targets: Float32Array.from(drawn('targets', count * 3)),
        weights: Float32Array.from(drawn('weights', count), Math.abs),
      };
      const [mine, plain] = await Promise.all(
        [algebra, plainAlgebra].map((by) => sumNormalEquations(inBatches(rows, width, 3, 64), width, 3, by)),
      );
      closeTo(mine!.squares, plain!.squares, 1e-12);
      closeTo(mine!.products, plain!.products, 1e-12);
      const [one, other] = [mine!, plain!].map((sums) => sums.factorize(0.5, 2)!(sums.products, 3));
      closeTo(one!, other!, 1e-10);
    },
  );

  it('solves by one factor and then by another', () => {
    const solves = [1, 4].map((scale) => algebra.factorize(Float64Array.of(scale, 0, 0, scale), 2)!);
    const right = Float64Array.of(4, 8);
    expect([...solves, ...solves].map((solve) => [...solve(right, 1)])).toEqual([
      [4, 8],
      [1, 2],
      [4, 8],
      [1, 2],
    ]);
  });

  it.each([
    ['is not positive definite', [1, 0, 2, 1]],
    ['holds what is no number', [Number.NaN, 0, 0, 1]],
  ])('gives nothing where a matrix %s', (_, matrix) => {
    expect(algebra.factorize(Float64Array.from(matrix), 2)).toBeNull();
    expect(plainAlgebra.factorize(Float64Array.from(matrix), 2)).toBeNull();
  });

  it('multiplies rows with a kernel, and their transpose with derivatives', () => {
    const features = Float32Array.of(1, 2, 3, 4, 5, 6);
    const products = algebra.products!(features, 2);
    expect([...products.scores(Float64Array.of(1, 0, 1, 1 / 3), 2)]).toEqual([
      1,
      1 + 2 / 3,
      3,
      3 + 4 / 3,
      5,
      7,
    ]);
    expect([...products.pull(Float64Array.of(1, 0, 1), 1)]).toEqual([6, 8]);
    products.dispose();
  });
});

describe('has the weights of scikit-learn', () => {
  it.each(Object.entries(golden.ridge))('ridge: %s', async (_, one) => {
    const [width, outputs] = [one.features[0]!.length, one.bias.length];
    const rows = inBatches(rowsOf(one, one.targets.flat()), width, outputs, 7);
    const linear = (await sumRidge(rows, { width, outputs, algebra })).solve(one.l2)!;
    closeTo(linear.kernel, one.kernel.flat(), 1e-4);
    closeTo(linear.bias, one.bias, 1e-4);
  });

  const several = Object.entries(golden.logistic).filter(([, { bias }]) => bias.length > 1);
  it.each(several.flatMap(([name, one]) => [false, true].map((held) => [name, held, one] as const)))(
    'logistic: %s, rows held: %s',
    async (_, held, one) => {
      const [width, outputs] = [one.features[0]!.length, one.bias.length];
      const rows = { ...rowsOf(one, oneHot(one, outputs)), held };
      const pass = async function* () {
        if (held) yield rows;
        else yield* inBatches(rows, width, outputs, 7);
      };
      const logistic = await prepareLogistic(pass, {
        ...{ width, outputs, link: 'softmax', algebra },
        onIteration: async () => undefined,
      });
      const solved = await logistic.solve(one.l2);
      expect(solved?.converged).toBe(true);
      closeTo(solved!.linear.kernel, one.kernel.flat(), 1e-4);
      closeTo(solved!.linear.bias, one.bias, 1e-4);
    },
  );
});
