import { describe, expect, it } from 'vitest';
import { findBackbone } from '../backbones/catalogue.js';
import { cutNetwork } from '../graph/cut.js';
import { buildNetwork } from '../graph/network.js';
import type { HeadLayer } from '../resolve/pipeline.js';
import { stepMemory } from './memory.js';

const backbone = findBackbone('mobilenet_v2')!;
const dense: readonly HeadLayer[] = [
  { kind: 'pool', mode: 'average' },
  { kind: 'dense', units: 'classes', activation: null },
];
const programOf = (head: readonly HeadLayer[] = dense) =>
  cutNetwork(buildNetwork(backbone, 96, head, 4), { frozenLayers: new Set(), batchNorm: 'frozen' });
const phase = {
  optimizer: { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 },
  accumulate: 1,
} as const;
const size = (limit: number | null) => ({ batch: 32, tokens: 96, limit });

describe('stepMemory', () => {
  const unlimited = stepMemory(programOf(), phase, size(null)).bytes;
  const least = stepMemory(programOf(), phase, size(1)).bytes;

  it('takes a batch at once where it fits', () => {
    for (const limit of [null, unlimited]) {
      expect(stepMemory(programOf(), phase, size(limit))).toEqual({
        atOnce: null,
        bytes: unlimited,
        divisible: true,
      });
    }
  });

  it.each([unlimited - 1, (unlimited + least) / 2, least])(
    'takes as many examples as fit into %d bytes, and no fewer',
    (limit) => {
      const { atOnce, bytes } = stepMemory(programOf(), phase, size(limit));
      expect(atOnce).toBeGreaterThanOrEqual(1);
      expect(bytes).toBeLessThanOrEqual(limit);
      if (atOnce! < 31) {
        const perExample =
          (stepMemory(programOf(), phase, { ...size(null), batch: 33 }).bytes - unlimited) / 1;
        expect(bytes + perExample).toBeGreaterThan(limit);
      }
    },
  );

  it('says that one example is too much', () => {
    expect(stepMemory(programOf(), phase, size(least - 1))).toMatchObject({ atOnce: 0, bytes: least });
  });

  it.each([
    ['batch statistics', programOf([dense[0]!, { kind: 'batch_norm' }, dense[1]!]), {}],
    ['pairs', programOf(), { contrast: { sampling: 'unique', iterations: null } }],
  ] as const)('does not divide a batch with %s', (_name, program, more) => {
    const limited = stepMemory(program, { ...phase, ...more } as typeof phase, size(least));
    expect(limited).toMatchObject({ atOnce: 0, divisible: false });
    expect(limited.bytes).toBeGreaterThan(least);
  });
});
