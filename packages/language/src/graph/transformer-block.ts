/** A block of vision transformers and of GPT-2, which keep queries, keys and values in one matrix: attention, then two dense layers, each normalized before and added to what came in. */
import { type AttentionOptions, selfAttention } from './attention.js';
import type { GraphBuilder } from './builder.js';
import { dense, dropped, layerNorm } from './layers.js';
import { add, type NoAttrs } from './ops/elementwise.js';
import { fixed } from './shape.js';
import type { OpDefinition, Ref } from './types.js';

export interface TransformerBlock extends AttentionOptions {
  /** Channels between the two dense layers. */
  readonly intermediate: number;
  readonly activation: OpDefinition<NoAttrs>;
  readonly epsilon: number;
  /** Share that is dropped of what attention and the dense layers give. */
  readonly outputDropout?: number;
}

/**
 * `[batch,tokens,C] -> [batch,tokens,C]`. Layers `NAME_norm1`, those of attention, `NAME_norm2`, `NAME_mlp1` and `NAME_mlp2`.
 * Baevski and Auli 2018, arXiv:1809.10853.
 */
export function transformerBlock(b: GraphBuilder, name: string, x: Ref, options: TransformerBlock): Ref {
  const { intermediate, activation, epsilon, outputDropout = 0, ...attention } = options;
  const drawn = options.initializer === undefined ? {} : { initializer: options.initializer };
  const width = fixed(b.type(x).shape.at(-1), name);
  const norm = (part: string, y: Ref): Ref => layerNorm(b, `${name}_${part}`, y, { epsilon });
  const attended = selfAttention(b, `${name}_attention`, norm('norm1', x), {
    ...attention,
    fused: true,
  });
  const kept = dropped(b, attended, outputDropout, `${name}_drop1`);
  const middle = b.apply(add, [x, kept], {}, `${name}_add1`);
  const wide = dense(b, `${name}_mlp1`, norm('norm2', middle), intermediate, drawn);
  const active = b.apply(activation, [wide], {}, `${name}_${activation.name}`);
  const narrow = dense(b, `${name}_mlp2`, active, width, drawn);
  return b.apply(add, [middle, dropped(b, narrow, outputDropout, `${name}_drop2`)], {}, `${name}_add2`);
}
