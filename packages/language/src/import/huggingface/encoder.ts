/** An encoder's blocks: `embeddings`, then `layer0`, `layer1` … */
import type { GraphBuilder } from '../../graph/builder.js';
import { paddingMask } from '../../graph/ops/masks.js';
import type { Ref } from '../../graph/types.js';
import { embedTokens, type TextInputs } from './embeddings.js';
import type { EncoderConfig } from './encoder-config.js';
import { encoderAttention, encoderLayer } from './encoder-layer.js';

/** What the first block gives: states of tokens, and what every layer adds to its scores of attention beside the mask. */
interface Embedded {
  readonly states: Ref;
  readonly added?: readonly Ref[];
}

/** `[batch,tokens,width]`. @param embed builds the first block, where it is not that of BERT */
export function buildEncoder(
  b: GraphBuilder,
  inputs: TextInputs,
  { layers, layer, embeddings }: EncoderConfig,
  embed: () => Embedded = () => ({ states: embedTokens(b, inputs, embeddings) }),
): Ref {
  const added = [paddingMask(b, inputs.mask)];
  let x = b.block('embeddings', () => {
    const first = embed();
    added.push(...(first.added ?? []));
    return first.states;
  });
  const attend = encoderAttention(b, layer, added);
  for (let n = 0; n < layers; n++) {
    const name = `layer${n}`;
    x = b.block(name, () => encoderLayer(b, name, x, layer, attend), { residual: true });
  }
  return x;
}
