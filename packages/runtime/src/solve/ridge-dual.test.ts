import { expect, it } from 'vitest';
import { createRandom } from '../random.js';
import { closeTo } from '../testing/close-to.js';
import { inBatches } from './goldens.fixture.js';
import { linearOf } from './linear.js';
import { meanEigenvalue, sumNormalEquations } from './normal-equations.js';
import { sumRidge } from './ridge.js';

const [width, outputs] = [30, 4];

/** The last example counts nothing. */
function rowsOf(count: number) {
  const random = createRandom('dual', count);
  const draw = (length: number) => Float32Array.from({ length }, () => random.normal());
  return {
    features: draw(count * width),
    targets: draw(count * outputs),
    weights: Float32Array.from({ length: count }, (_, i) =>
      i === count - 1 ? 0 : 0.5 + random.uniform(0, 2),
    ),
  };
}

// Fewer examples than features, as many, and more.
it.each([2, 12, 29, 30, 31, 80])('has the weights of the normal equations, of %i examples', async (count) => {
  const rows = rowsOf(count);
  const sums = await sumNormalEquations(inBatches(rows, width, outputs, 7), width, outputs);
  const ridge = await sumRidge(inBatches(rows, width, outputs, 7), { width, outputs });
  closeTo([ridge.scale], [meanEigenvalue(sums, width)], 1e-9);
  for (const l2 of [0.1, 3, 300]) {
    const expected = linearOf(sums.factorize(1, l2)!(sums.products, outputs), outputs);
    const linear = ridge.solve(l2)!;
    closeTo(linear.kernel, expected.kernel, 1e-5);
    closeTo(linear.bias, expected.bias, 1e-5);
  }
});

it('has no weights where nothing holds them and the examples do not tell', async () => {
  const rows = rowsOf(12);
  const ridge = await sumRidge(inBatches(rows, width, outputs, 7), { width, outputs });
  expect(ridge.solve(0)).toBeNull();
});
