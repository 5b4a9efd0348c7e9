/** What the benchmarks that call our engines directly share. */
import { parseArgs } from 'node:util';
import { initializeParameters } from '@tlp/runtime/weights/initialize.js';

export { initializeParameters };

/** `--name value` pairs of the command line, all of them needed. */
export function readOptions<N extends string>(...names: readonly N[]): Record<N, string> {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  const { values } = parseArgs({ options });
  const missing = names.filter((name) => values[name] === undefined);
  if (missing.length > 0) throw new Error(`missing --${missing.join(' --')}`);
  return values as Record<N, string>;
}

/** Uniform in [-1, 1), the same every time: mulberry32. */
export function noise(length: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length }, () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1;
  });
}

/** Images a second over `steps` calls of `step`, after `warmUp` that are not timed. */
export async function throughput(
  batch: number,
  steps: number,
  step: () => Promise<unknown> | unknown,
  warmUp = 2,
): Promise<number> {
  for (let i = 0; i < warmUp; i++) await step();
  const start = performance.now();
  for (let i = 0; i < steps; i++) await step();
  return (batch * steps * 1000) / (performance.now() - start);
}

export function report(value: number, details: Record<string, unknown> = {}): void {
  process.stdout.write(`${JSON.stringify({ value, ...details })}\n`);
}
