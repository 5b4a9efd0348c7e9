import { elementCount } from '@tlp/language/graph/shape.js';
import type { Graph, Parameter } from '@tlp/language/graph/types.js';
import { createRandom } from '../random.js';
import { orthogonal } from './orthogonal.js';

/**
 * Fresh values by each parameter's initializer, as Keras draws them (`keras/src/initializers`): `glorot_uniform`
 * within ±√(6/(in+out)) (Glorot & Bengio 2010), `he_normal` with deviation √(2/in) cut off at two deviations
 * (He et al. 2015, arXiv:1502.01852), `orthogonal` (Saxe et al. 2014, arXiv:1312.6120), and `truncated_normal`, whose deviation is before the cut. A value depends on the seed and the parameter's name alone.
 */
export function initializeParameters(
  parameters: readonly Parameter[],
  seed: number,
): Map<string, Float32Array> {
  return new Map(parameters.map((parameter) => [parameter.name, initialize(parameter, seed)]));
}

/** The weights with fresh values for the network's other parameters, such as those of its head. */
export function completed(
  { parameters }: Pick<Graph, 'parameters'>,
  weights: ReadonlyMap<string, Float32Array>,
  seed: number,
): Map<string, Float32Array> {
  const rest = parameters.filter(({ name }) => !weights.has(name));
  return new Map([...weights, ...initializeParameters(rest, seed)]);
}

function initialize({ name, shape, initializer }: Parameter, seed: number): Float32Array {
  const values = new Float32Array(elementCount(shape));
  const random = createRandom(seed, 'initialize', name);
  if (typeof initializer === 'object') {
    if (initializer.kind === 'constant') return values.fill(initializer.value);
    if (initializer.kind === 'parts') return inParts(values, initializer.values);
    if (initializer.kind === 'uniform')
      return values.map(() => random.uniform(-initializer.limit, initializer.limit));
    return values.map(() => initializer.deviation * truncatedNormal(random.normal));
  }
  const [fanIn, fanOut] = fans(shape);
  switch (initializer) {
    case 'zeros':
      return values;
    case 'ones':
      return values.fill(1);
    case 'orthogonal':
      return orthogonal(values.map(random.normal), shape);
    case 'glorot_uniform': {
      const limit = Math.sqrt(6 / (fanIn + fanOut));
      return values.map(() => random.uniform(-limit, limit));
    }
    case 'he_normal': {
      // Cutting off narrows the spread to 0.8796 of it; Keras widens the normal to make up for it.
      const deviation = Math.sqrt(2 / fanIn) / 0.87962566103423978;
      return values.map(() => deviation * truncatedNormal(random.normal));
    }
  }
}

const inParts = (vector: Float32Array, values: readonly number[]): Float32Array =>
  vector.map((_, i) => values[Math.floor((i * values.length) / vector.length)]!);

function truncatedNormal(normal: () => number): number {
  for (;;) {
    const value = normal();
    if (Math.abs(value) < 2) return value;
  }
}

/** Connections into and out of one unit: `[in, out]` of a matrix, times the window of a convolution kernel. */
function fans(shape: readonly number[]): readonly [number, number] {
  if (shape.length < 2) return [shape[0] ?? 1, shape[0] ?? 1];
  const window = elementCount(shape.slice(0, -2));
  return [window * shape.at(-2)!, window * shape.at(-1)!];
}
