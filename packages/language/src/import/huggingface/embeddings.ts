/** The first block of an encoder: what a token is, where it stands, and which text of a pair it belongs to. */
import type { GraphBuilder } from '../../graph/builder.js';
import { dropped, embedding, layerNorm } from '../../graph/layers.js';
import { positions } from '../../graph/ops/arrange.js';
import { add } from '../../graph/ops/elementwise.js';
import type { Initializer, Ref } from '../../graph/types.js';

/** What networks for text are fed with, each int32 `[batch,tokens]`. */
export interface TextInputs {
  readonly ids: Ref;
  readonly mask: Ref;
  /** Where the network tells the texts of a pair apart. */
  readonly types?: Ref | undefined;
}

export interface EmbeddingSizes {
  readonly words: number;
  readonly positions: number;
  /** Whether those of positions are computed and never trained. */
  readonly fixedPositions?: boolean;
  /** 0 where there is no table of them. */
  readonly types: number;
  readonly width: number;
  readonly epsilon: number;
  readonly dropout: number;
  readonly initializer: Initializer;
}

/**
 * `[batch,tokens,width]`: the sum of up to three rows of tables, normalized. Layers `word_embeddings`,
 * `position_embeddings`, `token_type_embeddings` and `embeddings_norm`.
 * @param at whole numbers of the positions, `[tokens]` or `[batch,tokens]`; counted from 0 where they are left out
 */
export function embedTokens(
  b: GraphBuilder,
  inputs: TextInputs,
  sizes: EmbeddingSizes,
  at: Ref = b.apply(positions, [inputs.ids], {}),
): Ref {
  const { width, initializer, epsilon, dropout } = sizes;
  const words = embedding(b, 'word_embeddings', inputs.ids, { rows: sizes.words, width, initializer });
  const typed = sizes.types === 0 ? words : withTypes(b, words, inputs, sizes);
  const places = embedding(b, 'position_embeddings', at, {
    rows: sizes.positions,
    width,
    initializer,
    role: sizes.fixedPositions ? 'constant' : 'embedding',
  });
  const placed = b.apply(add, [typed, places], {}, 'embeddings/placed');
  return dropped(b, layerNorm(b, 'embeddings_norm', placed, { epsilon }), dropout, 'embeddings/kept');
}

/** Of a table of one row, that row: RoBERTa keeps one although it knows no types. */
function withTypes(b: GraphBuilder, x: Ref, { types }: TextInputs, sizes: EmbeddingSizes): Ref {
  const { types: rows, width, initializer } = sizes;
  const name = 'token_type_embeddings';
  const added =
    types === undefined
      ? b.layer(name, 'embedding', () => b.parameter('embeddings', [rows, width], 'embedding', initializer))
      : embedding(b, name, types, { rows, width, initializer });
  return b.apply(add, [x, added], {}, 'embeddings/typed');
}
