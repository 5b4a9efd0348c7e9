import { describe, expect, test } from 'vitest';
import { golden } from './goldens.fixture.js';
import { fitScale, type Judged } from './temperature.js';

const judged = (name: keyof typeof golden.temperature, times = 1): Judged & { readonly scale: number } => {
  const { logits, targets, scale } = golden.temperature[name]!;
  return {
    logits: Float64Array.from(logits.flat(), (z) => z * times),
    targets: Float32Array.from(targets.flat()),
    outputs: logits[0]!.length,
    link: name.startsWith('softmax') ? 'softmax' : 'sigmoid',
    scale,
  };
};

describe('a temperature', () => {
  test.each(Object.keys(golden.temperature))('is the one that SciPy finds: %s', (name) => {
    const { scale, ...given } = judged(name);
    expect(fitScale(given) / scale).toBeCloseTo(1, 6);
  });

  test.each([1e-6, 1e-3, 1e4])('follows logits that are %s times as large', (times) => {
    const { scale, ...given } = judged('softmax', times);
    expect((fitScale(given) * times) / scale).toBeCloseTo(1, 6);
  });

  test('makes nothing of logits that say the opposite or nothing', () => {
    const { logits, ...rest } = judged('softmax');
    const opposite = fitScale({ ...rest, logits: logits.map((z) => -z) });
    expect(opposite * Math.max(...logits.map(Math.abs))).toBeLessThan(0.01);
    expect(opposite).toBeGreaterThan(0);
    expect(fitScale({ ...rest, logits: logits.map(() => 3) })).toBe(1);
  });

  test('is finite where every answer is right, as the targets leave room for doubt', () => {
    const outputs = 4;
    const logits = Float64Array.from({ length: 40 }, (_, at) => (at % outputs === 0 ? 0.7 : 0));
    const targets = Float32Array.from(logits, (z) => (z > 0 ? 0.97 : 0.01));
    const scale = fitScale({ logits, targets, outputs, link: 'softmax' });
    expect(Math.exp(0.7 * scale) / (Math.exp(0.7 * scale) + 3)).toBeCloseTo(0.97, 6);
  });
});
