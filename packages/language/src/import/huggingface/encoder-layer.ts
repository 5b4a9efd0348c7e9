/** A layer of BERT and of most encoders after it: attention, then two dense layers, each with a shortcut that is normalized. */
import { selfAttention } from '../../graph/attention.js';
import type { GraphBuilder } from '../../graph/builder.js';
import { dense, dropped, layerNorm } from '../../graph/layers.js';
import { add, type NoAttrs } from '../../graph/ops/elementwise.js';
import { fixed } from '../../graph/shape.js';
import type { Initializer, OpDefinition, Ref } from '../../graph/types.js';

export interface EncoderLayer {
  readonly heads: number;
  /** Channels between the two dense layers. */
  readonly intermediate: number;
  readonly activation: OpDefinition<NoAttrs>;
  readonly epsilon: number;
  /** Shares that are dropped of the weights of attention, of what attention gives, and of what the dense layers give. */
  readonly dropout: { readonly weights: number; readonly attended: number; readonly output: number };
  readonly initializer: Initializer;
}

/**
 * `[batch,tokens,C] -> [batch,tokens,C]`. Layers `NAME_attention_query`, `…_key`, `…_value`, `…_output`, `…_norm`,
 * `NAME_intermediate`, `NAME_output` and `NAME_output_norm`. Devlin et al. 2018, arXiv:1810.04805.
 * @param attend a form of attention of the architecture's own, with layers of the same names
 */
export function encoderLayer(
  b: GraphBuilder,
  name: string,
  x: Ref,
  { intermediate, activation, epsilon, dropout, initializer }: EncoderLayer,
  attend: (name: string, x: Ref) => Ref,
): Ref {
  const shortcut = (from: Ref, y: Ref, share: number, part: string): Ref => {
    const kept = dropped(b, y, share, `${name}/${part}/kept`);
    const sum = b.apply(add, [kept, from], {}, `${name}/${part}/sum`);
    return layerNorm(b, `${name}_${part}_norm`, sum, { epsilon });
  };
  const attended = attend(`${name}_attention`, x);
  const middle = shortcut(x, attended, dropout.attended, 'attention');
  const wide = dense(b, `${name}_intermediate`, middle, intermediate, { initializer });
  const active = b.apply(activation, [wide], {}, `${name}/active`);
  const width = fixed(b.type(x).shape.at(-1), name);
  const narrow = dense(b, `${name}_output`, active, width, { initializer });
  return shortcut(middle, narrow, dropout.output, 'output');
}

/** The attention of BERT. @param added to its scores, one after another */
export const encoderAttention =
  (b: GraphBuilder, { heads, dropout, initializer }: EncoderLayer, added: readonly Ref[]) =>
  (name: string, x: Ref): Ref =>
    selfAttention(b, name, x, { heads, added, dropout: dropout.weights, initializer });
