/** The hidden layers of a published classifier as the last block of a backbone: `top: published`. */
import type { BackboneChoice } from '../resolve/pipeline.js';
import type { Backbone } from './card.js';

/** Their block. */
export const topBlock = 'classifier';

/** Cards are told apart by identity, so that a graph is built once. */
const derived = new WeakMap<Backbone, Backbone>();

/** What a pipeline's choice makes of a card of the catalogue; the card itself where it has no such layers. */
export function withChosenTop(
  card: Backbone,
  { top }: { readonly top?: BackboneChoice['top'] | undefined },
): Backbone {
  if (top !== 'published' || !card.classifier?.hidden) return card;
  const known = derived.get(card) ?? endingInTop(card);
  derived.set(card, known);
  return known;
}

function endingInTop(card: Backbone): Backbone {
  const { hidden, ...classifier } = card.classifier!;
  // Of one vector, no tokens can be told.
  const { tokens: _, decoders: __, ...rest } = card;
  const { parameters, only, sources, build } = hidden!;
  return {
    ...rest,
    top: 'published',
    parameters: card.parameters + parameters,
    inputSize: only === undefined ? card.inputSize : { ...card.inputSize, only },
    sources: sources ?? card.sources,
    build(b, inputs) {
      const { features, mask } = card.build(b, inputs);
      return { features: b.block(topBlock, () => build(b, features, mask)) };
    },
    classifier,
  };
}
