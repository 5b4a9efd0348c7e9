/** `lstm` and `gru` of a head. */
import type { RecurrentLayer } from '../resolve/pipeline.js';
import type { GraphBuilder } from './builder.js';
import { concat } from './ops/tensor.js';
import { lastToken, type Pooled, tokenAt } from './pool.js';
import { recurrent, tokenCounts } from './recurrent.js';
import { fixed } from './shape.js';
import { type Ref, ShapeError } from './types.js';

/**
 * Of tokens `[batch,tokens,C]` the states `[batch,tokens,units]`, or the last one `[batch,units]`; twice the units in both
 * directions. @throws ShapeError of a value that is no sequence
 */
export function recurrentLayer(
  b: GraphBuilder,
  name: string,
  x: Ref,
  { kind, units, return: gives, bidirectional: both }: RecurrentLayer,
  { mask }: Pooled,
): Ref {
  if (b.type(x).shape.length !== 3)
    throw new ShapeError(`${kind}: the value before it is no sequence of tokens.`);
  const options = { units, lengths: mask && tokenCounts(b, `${name}/lengths`, mask) };
  const last = (to: string, states: Ref) =>
    mask === undefined
      ? tokenAt(b, to, states, fixed(b.type(states).shape[1], name) - 1)
      : lastToken(b, to, states, mask);
  if (!both) {
    const states = recurrent(b, name, x, kind, options);
    return gives === 'sequence' ? states : last(`${name}/last`, states);
  }
  const [forward, backward] = [false, true].map((reverse) =>
    recurrent(b, `${name}/${reverse ? 'backward' : 'forward'}`, x, kind, { ...options, reverse }),
  );
  // From the last token to the first, the first is the end.
  const sides =
    gives === 'sequence'
      ? [forward!, backward!]
      : [last(`${name}/forward/last`, forward!), tokenAt(b, `${name}/backward/last`, backward!, 0)];
  return b.apply(concat, sides, {}, name);
}
