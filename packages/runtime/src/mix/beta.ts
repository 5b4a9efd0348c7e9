import type { Random } from '../random.js';

/** A number of Beta(alpha, alpha): two numbers of the gamma distribution, one by their sum. */
export function drawBeta(alpha: number, random: Random): number {
  const [one, other] = [logGamma(alpha, random), logGamma(alpha, random)];
  return 1 / (1 + Math.exp(other - one));
}

/**
 * The logarithm of a number of Gamma(alpha, 1): Marsaglia and Tsang 2000, doi:10.1145/358407.358414. By its logarithm, since for a
 * small alpha most of the numbers are too small for a float.
 */
function logGamma(alpha: number, random: Random): number {
  // Below 1, a number of alpha + 1 is scaled (section 8 of the paper).
  if (alpha < 1) return logGamma(alpha + 1, random) + Math.log(positive(random)) / alpha;
  const d = alpha - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    if (Math.log(positive(random)) < 0.5 * x * x + d - d * v + d * Math.log(v)) return Math.log(d * v);
  }
}

/** In (0, 1]. */
const positive = (random: Random): number => 1 - random.next();
