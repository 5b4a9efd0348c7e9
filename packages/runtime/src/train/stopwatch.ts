/** Seconds since the call, on top of those spent before. */
export function stopwatch(before: number): () => number {
  const start = performance.now();
  return () => before + (performance.now() - start) / 1000;
}
