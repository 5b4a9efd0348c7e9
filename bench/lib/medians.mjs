export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median of every number that all samples have; of other values, the last sample's. */
export function medianSample(samples) {
  const last = samples.at(-1);
  return Object.fromEntries(
    Object.entries(last).map(([key, value]) => [
      key,
      samples.every((s) => typeof s[key] === 'number') ? median(samples.map((s) => s[key])) : value,
    ]),
  );
}
