/** Positions as fairseq counts them, which RoBERTa and MPNet come from: after the number of the padding token. */
import type { GraphBuilder } from '../../graph/builder.js';
import { cast } from '../../graph/ops/arrange.js';
import { cumulativeSum } from '../../graph/ops/cumulative.js';
import { add, mul } from '../../graph/ops/elementwise.js';
import type { Ref } from '../../graph/types.js';

/**
 * Of a mask `[batch,tokens]` whole numbers of the same shape: `padding + 1` for the first token of each text, `padding + 2` for
 * the second, and `padding` where there is none. Transformers tells padding by the token's number
 * (`create_position_ids_from_input_ids`), which is the same unless a text spells that token out.
 */
export function countedPositions(b: GraphBuilder, mask: Ref, padding: number): Ref {
  const float = (x: Ref, name: string): Ref => b.apply(cast, [x], { dtype: 'float32' }, name);
  const count = float(b.apply(cumulativeSum, [mask], { axis: 1 }, 'positions/sum'), 'positions/count');
  const own = b.apply(mul, [count, float(mask, 'positions/seen')], {}, 'positions/own');
  const from = b.apply(add, [own, b.constant('positions/padding', padding)], {}, 'positions/from');
  return b.apply(cast, [from], { dtype: 'int32' }, 'positions');
}
