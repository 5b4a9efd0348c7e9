/**
 * L-BFGS for smooth convex functions: Nocedal & Wright 2006, Numerical Optimization, algorithms 7.4 (two-loop recursion) and
 * 3.5 with 3.6 simplified to bisection (a step that meets the weak Wolfe conditions: Lewis & Overton 2013, algorithm 2.6).
 */

export interface Objective {
  /** The value at a point; its gradient is written into `gradient`. */
  evaluate(point: Float64Array, gradient: Float64Array): Promise<number>;
  /** The gradient times an approximation of the inverse of the second derivatives: the first one of the recursion. */
  precondition(gradient: Float64Array): Float64Array;
}

export interface Minimum {
  readonly point: Float64Array;
  readonly value: number;
  readonly iterations: number;
  /** Whether the gradient became as small as was asked for, or no step could lower the value any more. */
  readonly converged: boolean;
}

export interface LbfgsOptions {
  /** Where it starts; at 0 where nothing is said. */
  readonly start?: Float64Array | undefined;
  /** Ends where no component of the gradient is larger. */
  readonly tolerance: number;
  readonly iterations: number;
  /** Hears of each iteration. Throws to stop. */
  readonly onIteration: (iteration: number, value: number) => Promise<void>;
}

/** Pairs of steps and differences of gradients that are kept, as in SciPy. */
const memory = 10;

export async function lbfgs(
  size: number,
  { evaluate, precondition }: Objective,
  { start, tolerance, iterations, onIteration }: LbfgsOptions,
): Promise<Minimum> {
  let point = start ? Float64Array.from(start) : new Float64Array(size);
  let gradient = new Float64Array(size);
  let value = await evaluate(point, gradient);
  const kept: Pair[] = [];
  for (let iteration = 1; iteration <= iterations; iteration++) {
    if (largest(gradient) <= tolerance) return { point, value, iterations: iteration - 1, converged: true };
    const direction = descent(gradient, kept, precondition);
    const step = await search(point, value, gradient, direction, evaluate);
    if (!step) return { point, value, iterations: iteration - 1, converged: true };
    const moved = difference(step.point, point);
    const turned = difference(step.gradient, gradient);
    const curvature = dot(moved, turned);
    if (curvature > 0) kept.push({ moved, turned, curvature });
    if (kept.length > memory) kept.shift();
    ({ point, gradient, value } = step);
    await onIteration(iteration, value);
  }
  return { point, value, iterations, converged: largest(gradient) <= tolerance };
}

interface Pair {
  readonly moved: Float64Array;
  readonly turned: Float64Array;
  readonly curvature: number;
}

function descent(
  gradient: Float64Array,
  kept: readonly Pair[],
  precondition: Objective['precondition'],
): Float64Array {
  const q = gradient.slice();
  const shares = kept.map(() => 0);
  for (let i = kept.length - 1; i >= 0; i--) {
    const { moved, turned, curvature } = kept[i]!;
    shares[i] = dot(moved, q) / curvature;
    addScaled(q, turned, -shares[i]!);
  }
  const direction = precondition(q);
  for (const [i, { moved, turned, curvature }] of kept.entries()) {
    addScaled(direction, moved, shares[i]! - dot(turned, direction) / curvature);
  }
  return direction.map((x) => -x);
}

interface Step {
  readonly point: Float64Array<ArrayBuffer>;
  readonly gradient: Float64Array<ArrayBuffer>;
  readonly value: number;
}

/** A step that lowers the value enough and lets the slope rise enough; undefined where rounding leaves none. */
async function search(
  point: Float64Array,
  value: number,
  gradient: Float64Array,
  direction: Float64Array,
  evaluate: Objective['evaluate'],
): Promise<Step | undefined> {
  const slope = dot(gradient, direction);
  if (slope >= 0) return undefined;
  let [low, high, length] = [0, Number.POSITIVE_INFINITY, 1];
  for (let attempt = 0; attempt < 50; attempt++) {
    const next = Float64Array.from(point, (x, i) => x + length * direction[i]!);
    const there = new Float64Array(point.length);
    const reached = await evaluate(next, there);
    if (!(reached <= value + 1e-4 * length * slope)) high = length;
    else if (dot(there, direction) < 0.9 * slope) low = length;
    else return { point: next, gradient: there, value: reached };
    length = Number.isFinite(high) ? (low + high) / 2 : 2 * low;
  }
  return undefined;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function addScaled(to: Float64Array, values: Float64Array, scale: number): void {
  for (let i = 0; i < to.length; i++) to[i]! += scale * values[i]!;
}

const difference = (a: Float64Array, b: Float64Array): Float64Array =>
  Float64Array.from(a, (x, i) => x - b[i]!);

export const largest = (values: Float64Array): number =>
  values.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
