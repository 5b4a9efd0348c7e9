/** Networks that are trained on texts alone: on top stands what tells their tokens, and no head. */
import { judgedTokens } from '../graph/judged-tokens.js';
import { takeTokens } from '../graph/ops/take.js';
import { int32 } from '../graph/shape.js';
import { textInputs } from '../modalities/text/preprocessing.js';
import type { Backbone, Decoders, NetworkInput } from './card.js';

/** Cards are told apart by identity, so that a graph is built once. */
const derived = new WeakMap<Backbone, Map<keyof Decoders, Backbone>>();

/**
 * The network that gives of a text what `data/judged.ts` says, fed with `answers` besides: of each token which one is to be told.
 * Where some are hidden, only these are decoded: they are few, and the vocabulary is large.
 * The card itself where it cannot tell any; a rule says so.
 */
export function withDecoder(card: Backbone, next: keyof Decoders): Backbone {
  if (!card.decoders?.[next]) return card;
  const known = derived.get(card) ?? new Map<keyof Decoders, Backbone>();
  derived.set(card, known);
  const found = known.get(next) ?? decoded(card, next);
  known.set(next, found);
  return found;
}

const told: Readonly<Record<keyof Decoders, readonly NetworkInput[]>> = {
  word: [{ name: textInputs.answers, type: int32('batch', 'tokens') }],
  masked: [textInputs.answers, textInputs.places].map((name) => ({ name, type: int32('batch', 'judged') })),
};

function decoded(card: Backbone, next: keyof Decoders): Backbone {
  const { tokens: _, classifier: __, ...rest } = card;
  const decoder = card.decoders![next]!;
  return {
    ...rest,
    next,
    encoder: card,
    parameters: card.parameters + decoder.parameters,
    inputs: (size) => decoder.inputs?.(size) ?? [...card.inputs(size), ...told[next]],
    build(b, inputs) {
      const { features } = decoder.under?.(b, inputs) ?? card.build(b, inputs);
      const places = inputs[textInputs.places];
      const judged =
        places === undefined ? features : b.apply(takeTokens, [features, places], {}, 'judged/states');
      return { features: judgedTokens(b, decoder.build(b, judged), inputs[textInputs.answers]!) };
    },
  };
}
