import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { add, softmax } from '@tlp/language/graph/ops/elementwise.js';
import { float32 } from '@tlp/language/graph/shape.js';
import type { Shape } from '@tlp/language/graph/types.js';
import { expect, it } from 'vitest';
import { fuseMaskedSoftmax } from './fuse-masked-softmax.js';

const scores = ['batch', 2, 'tokens', 'tokens'] as const;

function opsOf(one: Shape, other: Shape): readonly string[] {
  const b = new GraphBuilder();
  const sum = b.apply(add, [b.input('one', float32(...one)), b.input('other', float32(...other))], {});
  const graph = fuseMaskedSoftmax(b.finish([b.apply(softmax, [sum], {})]));
  return graph.nodes.map(({ op, inputs }) => [op, ...inputs].join(' '));
}

it.each([
  ['a mask of padding', scores, ['batch', 1, 1, 'tokens'], 'one other'],
  ['one that every text has', scores, ['tokens', 'tokens'], 'one other'],
  ['one that is added from the left', ['tokens', 'tokens'], scores, 'other one'],
] as const)('takes %s into the softmax', (_what, one, other, inputs) => {
  expect(opsOf(one, other)).toEqual(['input', 'input', `maskedSoftmax ${inputs}`]);
});

it.each([
  ['whose parts are both widened', ['batch', 1, 'tokens', 'tokens'], [2, 1, 'tokens']],
  ['of a number for each row', scores, ['tokens', 1]],
] as const)('leaves a sum alone %s', (_what, one, other) => {
  expect(opsOf(one, other)).toContain('add one other');
});
