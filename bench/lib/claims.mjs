/** What a benchmark claims, judged on the medians. */

/**
 * Ours is `atLeast` times as fast as the peer, by a figure where more is better (`img/s`) or less is (`s`).
 * With `aim`, a figure that is stated and worked on, but not promised.
 */
export function faster(ours, peer, atLeast, { unit, aim = false }) {
  return (medians) => {
    const [a, b] = [medians[ours]?.value, medians[peer]?.value];
    const ratio = unit === 'img/s' ? a / b : b / a;
    return {
      claim: `${ours} against ${peer}`,
      target: `${aim ? 'aim ' : ''}≥ ${atLeast}×`,
      measured: `${ratio.toFixed(2)}×`,
      met: ratio >= atLeast,
    };
  };
}

/** By a figure where more is better, ours is `atLeast` times as fast as the fastest of the peers. */
export function fasterThanBest(ours, peers, atLeast) {
  return (medians) => {
    const best = peers.reduce((a, b) => ((medians[b]?.value ?? 0) > (medians[a]?.value ?? 0) ? b : a));
    const ratio = medians[ours]?.value / medians[best]?.value;
    return {
      claim: `${ours} against the best: ${best}`,
      target: `≥ ${atLeast}×`,
      measured: `${ratio.toFixed(2)}×`,
      met: ratio >= atLeast,
    };
  };
}

/** Ours needs no more memory than the peer at its peak. */
export function noMoreMemory(ours, peer) {
  return (medians) => {
    const [a, b] = [medians[ours]?.peakBytes, medians[peer]?.peakBytes];
    return {
      claim: `peak memory of ${ours} against ${peer}`,
      target: '≤ 1×',
      measured: `${(a / b).toFixed(2)}×`,
      met: a <= b,
    };
  };
}

/** By a score of the test split that is an error, ours is at most `atMost` times the peer's. */
export function noMoreError(ours, peer, score, atMost) {
  return (medians) => {
    const [a, b] = [medians[ours]?.test[score], medians[peer]?.test[score]];
    return {
      claim: `test ${score.toUpperCase()} of ${ours} against ${peer}`,
      target: `≤ ${atMost}×`,
      measured: `${(a / b).toFixed(2)}×`,
      met: a <= atMost * b,
    };
  };
}

/** The accuracy of ours on the test split is no more than `within` points below the peer's. */
export function asAccurate(ours, peer, within) {
  return (medians) => {
    const difference = 100 * (medians[ours]?.test - medians[peer]?.test);
    return {
      claim: `test accuracy of ${ours} against ${peer}`,
      target: `≥ −${within} point`,
      measured: `${difference < 0 ? '−' : '+'}${Math.abs(difference).toFixed(1)}`,
      met: difference >= -within,
    };
  };
}

/** Ours is no more than `within` points below the peer, where the figure is a share in percent. */
export function asGood(ours, peer, within) {
  return (medians) => {
    const difference = medians[ours]?.value - medians[peer]?.value;
    return {
      claim: `${ours} against ${peer}`,
      target: `≥ −${within} points`,
      measured: `${difference < 0 ? '−' : '+'}${Math.abs(difference).toFixed(1)} points`,
      met: difference >= -within,
    };
  };
}

/** A figure where more is better is at least so much. */
export const above = (name, atLeast) => (medians) => ({
  claim: name,
  target: `≥ ${atLeast}%`,
  measured: `${medians[name]?.value.toFixed(1)}%`,
  met: medians[name]?.value >= atLeast,
});
