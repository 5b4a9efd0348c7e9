/**
 * One temperature for all logits, so that probabilities mean what they say: Guo et al. 2017, On Calibration of Modern Neural
 * Networks, arXiv:1706.04599.
 */

export interface Judged {
  /** `[N, outputs]`. */
  readonly logits: Float64Array;
  /** Probabilities, `[N, outputs]`. */
  readonly targets: Float32Array;
  readonly outputs: number;
  readonly link: 'softmax' | 'sigmoid';
}

/** Steps of Newton's method and of bisection together; each at least halves what is left. */
const most = 200;

/**
 * By what logits must be multiplied so that the mean negative log-likelihood of the targets is least: 1 over the temperature, to nine digits.
 * The loss is convex in it. Where logits say less than nothing of the targets, nearly 0.
 */
export function fitScale(judged: Judged): number {
  const spread = spreadOf(judged);
  if (!(spread > 0)) return 1;
  let [low, high] = [1e-3 / spread, 1 / spread];
  if (slopeAt(judged, low).first >= 0) return low;
  while (slopeAt(judged, high).first < 0 && high < 1e9 / spread) [low, high] = [high, 4 * high];
  let scale = high;
  for (let i = 0; i < most && high - low > 1e-10 * high; i++) {
    const { first, second } = slopeAt(judged, scale);
    if (first < 0) low = scale;
    else high = scale;
    const next = scale - first / second;
    const inside = next > low && next < high;
    if (inside && Math.abs(next - scale) <= 1e-10 * scale) return next;
    scale = inside ? next : (low + high) / 2;
  }
  return scale;
}

/** Root of the mean square of the logits, those of classes that exclude each other about their mean. */
function spreadOf({ logits, outputs, link }: Judged): number {
  let sum = 0;
  for (let at = 0; at < logits.length; at += outputs) {
    const row = logits.subarray(at, at + outputs);
    const mean = link === 'softmax' ? row.reduce((total, z) => total + z, 0) / outputs : 0;
    for (const z of row) sum += (z - mean) ** 2;
  }
  return Math.sqrt(sum / logits.length);
}

/** Derivatives of the loss at a scale. */
function slopeAt(judged: Judged, scale: number): { first: number; second: number } {
  return judged.link === 'softmax' ? softmaxSlope(judged, scale) : sigmoidSlope(judged, scale);
}

function softmaxSlope({ logits, targets, outputs }: Judged, scale: number) {
  let [first, second] = [0, 0];
  for (let at = 0; at < logits.length; at += outputs) {
    let highest = Number.NEGATIVE_INFINITY;
    for (let k = at; k < at + outputs; k++) highest = Math.max(highest, logits[k]!);
    let [sum, mean, square, right] = [0, 0, 0, 0];
    for (let k = at; k < at + outputs; k++) {
      // From the highest one, so that squares do not cancel.
      const z = logits[k]! - highest;
      const likely = Math.exp(scale * z);
      sum += likely;
      mean += likely * z;
      square += likely * z * z;
      right += targets[k]! * z;
    }
    first += mean / sum - right;
    second += square / sum - (mean / sum) ** 2;
  }
  return { first, second };
}

function sigmoidSlope({ logits, targets }: Judged, scale: number) {
  let [first, second] = [0, 0];
  for (let k = 0; k < logits.length; k++) {
    const z = logits[k]!;
    const probability = 1 / (1 + Math.exp(-scale * z));
    first += (probability - targets[k]!) * z;
    second += probability * (1 - probability) * z * z;
  }
  return { first, second };
}
