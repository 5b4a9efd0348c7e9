import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../graph/builder.js';
import { buildHead } from '../graph/network.js';
import { float32 } from '../graph/shape.js';
import type { HeadLayer } from '../resolve/pipeline.js';
import { multiplyAdds } from './cost.js';

/** A head on tokens of 24 numbers. */
function costOf(head: readonly HeadLayer[], tokens: number): number {
  const b = new GraphBuilder();
  const features = b.input('states', float32('batch', 'tokens', 24));
  const mask = b.input('mask', float32('batch', 'tokens'));
  const logits = b.block('head', () => buildHead(b, { features, mask }, head, 5));
  return multiplyAdds(b.finish([logits]), tokens);
}

const layer = (kind: 'lstm' | 'gru', units: number, bidirectional = false): HeadLayer => ({
  kind,
  units,
  return: 'sequence',
  ...(bidirectional ? { bidirectional } : {}),
});

/** Products with the input and with the state before, of each token and gate: PyTorch's `weight_ih` and `weight_hh`. */
const formula = (gates: number, inputs: number, units: number, tokens: number) =>
  tokens * (gates * units * inputs + gates * units * units);

describe('multiply-adds of recurrent layers', () => {
  it.each([
    ['an LSTM', [layer('lstm', 16)], formula(4, 24, 16, 10)],
    ['a GRU', [layer('gru', 16)], formula(3, 24, 16, 10)],
    ['an LSTM in both directions', [layer('lstm', 16, true)], 2 * formula(4, 24, 16, 10)],
    [
      'one on another',
      [layer('lstm', 16, true), layer('gru', 7)],
      2 * formula(4, 24, 16, 10) + formula(3, 32, 7, 10),
    ],
  ])('%s', (_, head, products) => {
    expect(costOf(head, 10)).toBe(products);
    expect(costOf(head, 30)).toBe(3 * products);
  });

  it('the dense layer behind it is counted with it', () => {
    const dense: HeadLayer = { kind: 'dense', units: 'classes', activation: null };
    const head = [layer('gru', 16), dense];
    expect(costOf(head, 10)).toBe(formula(3, 24, 16, 10) + 10 * 16 * 5);
  });
});
